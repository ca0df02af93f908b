const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/** Follows one JSON value through the bytes of a document. */
export interface JsonSpan {
  /** @returns the index behind the value, or -1 when it goes on behind these bytes */
  scan(bytes: Uint8Array, from: number): number;
}

/** Begins with the first byte of a value. It only looks for the value's end: whether it is valid the parser knows. */
export function createJsonSpan(): JsonSpan {
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  return {
    scan(bytes, from) {
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
    },
  };
}
