import { itemTooLarge, MAX_ITEM_BYTES } from './item-parser.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/** One value of a JSON document, followed through its bytes. Whether it is valid, only who parses it knows. */
export interface JsonSpan {
  /** The first byte is that of the value. @returns the index behind what belongs to it */
  take(bytes: Uint8Array, from: number): number;
  /** A number or a word is over when something else follows. */
  readonly isOver: boolean;
  /** All of it; '' when it is not kept. */
  text(): string;
}

/**
 * @param decoder for a value whose text is kept; others may have any size. `take` throws StateFailure when one is too large
 */
export function createJsonSpan(decoder: TextDecoder | undefined): JsonSpan {
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  let isOver = false;
  let kept = '';
  let keptBytes = 0;

  /** @returns the index behind the value, or -1 when it goes on behind these bytes */
  const scan = (bytes: Uint8Array, from: number): number => {
    for (let index = from; index < bytes.length; index += 1) {
      const byte = bytes[index] ?? 0;
      if (inString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) {
          inString = false;
          if (depth === 0) return index + 1;
        }
      } else if (byte === QUOTE) {
        inString = true;
      } else if (byte === 0x5b || byte === 0x7b) {
        depth += 1;
      } else if (byte === 0x5d || byte === 0x7d) {
        // The container around a number or a word ends it, too.
        if (depth === 0) return index;
        depth -= 1;
        if (depth === 0) return index + 1;
      } else if (depth === 0 && (byte === COMMA || byte <= 0x20)) {
        return index;
      }
    }
    return -1;
  };

  return {
    get isOver() {
      return isOver;
    },
    take(bytes, from) {
      const end = scan(bytes, from);
      isOver = end !== -1;
      const stop = isOver ? end : bytes.length;
      if (decoder) {
        keptBytes += stop - from;
        if (keptBytes > MAX_ITEM_BYTES) throw itemTooLarge();
        kept += decoder.decode(bytes.subarray(from, stop), { stream: !isOver });
      }
      return stop;
    },
    text: () => kept,
  };
}
