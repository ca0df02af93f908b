import { itemTooLarge, MAX_ITEM_BYTES } from './item-parser.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/** Follows values of a JSON document, one at a time, through its bytes. Whether one is valid, only who parses it knows. */
export interface JsonSpan {
  /** A value begins. @param isKept one that is not may have any size */
  begin(isKept: boolean): void;
  /**
   * The first byte is that of the value. Throws StateFailure when it is kept and too large.
   * @returns the index behind what belongs to it
   */
  take(bytes: Uint8Array, from: number): number;
  /** A number or a word is over when something else follows. */
  readonly isOver: boolean;
  /** All of the value; '' when it is not kept. */
  readonly text: string;
}

export function createJsonSpan(): JsonSpan {
  const decoder = new TextDecoder();
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  let isOver = true;
  let isKept = false;
  let text = '';
  let size = 0;

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
    get text() {
      return text;
    },
    begin(keeps) {
      [depth, inString, isEscaped, isOver] = [0, false, false, false];
      [isKept, text, size] = [keeps, '', 0];
    },
    take(bytes, from) {
      const end = scan(bytes, from);
      isOver = end !== -1;
      const stop = isOver ? end : bytes.length;
      if (isKept) {
        size += stop - from;
        if (size > MAX_ITEM_BYTES) throw itemTooLarge();
        const part = bytes.subarray(from, stop);
        text += isOver ? decoder.decode(part) : decoder.decode(part, { stream: true });
      }
      return stop;
    },
  };
}
