import { itemTooLarge, MAX_ITEM_BYTES } from './item-parser.ts';

export interface Line {
  /** Without what ends it. */
  readonly text: string;
  /** Bytes of the file up to and including what ends the line. */
  readonly end: number;
}

export interface LineSplitter {
  push(bytes: Uint8Array): readonly Line[];
  /** The last line, if the file does not end with a line end. */
  end(): readonly Line[];
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const NOTHING = new Uint8Array(0);

/**
 * Cuts UTF-8 text into lines, which end with LF, CRLF or CR.
 * @param start bytes of the file before the first one that is pushed; a line begins there
 */
export function createLineSplitter(start: number): LineSplitter {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest: Uint8Array = NOTHING;
  let restStart = start;

  const lineOf = (bytes: Uint8Array, from: number, to: number, end: number): Line => {
    if (to - from > MAX_ITEM_BYTES) throw itemTooLarge();
    const isFileStart = restStart + from === 0;
    const text = decoder.decode(bytes.subarray(from, to));
    // Some programs write a byte order mark before UTF-8 text.
    return { text: isFileStart && text.startsWith('\uFEFF') ? text.slice(1) : text, end };
  };

  return {
    push(bytes) {
      const lines: Line[] = [];
      const all = rest.length === 0 ? bytes : joined(rest, bytes);
      // The last byte of the rest may be a CR that waits for its LF.
      let index = Math.max(0, rest.length - 1);
      let from = 0;
      for (; index < all.length; index += 1) {
        const byte = all[index];
        if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) continue;
        const to = index;
        if (byte === CARRIAGE_RETURN) {
          if (index + 1 === all.length) break;
          if (all[index + 1] === LINE_FEED) index += 1;
        }
        lines.push(lineOf(all, from, to, restStart + index + 1));
        from = index + 1;
      }
      rest = all.subarray(from);
      restStart += from;
      if (rest.length > MAX_ITEM_BYTES) throw itemTooLarge();
      return lines;
    },
    end() {
      if (rest.length === 0) return [];
      const to = rest.at(-1) === CARRIAGE_RETURN ? rest.length - 1 : rest.length;
      const last = lineOf(rest, 0, to, restStart + rest.length);
      rest = NOTHING;
      return [last];
    },
  };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
