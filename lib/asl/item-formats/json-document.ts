import { itemReaderFailure, itemTooLarge, MAX_ITEM_BYTES } from './item-parser.ts';
import type { ItemParser, ParsedItem, TextPosition } from './item-parser.ts';
import { pointerSteps } from './json-pointer.ts';
import { createJsonSpan, type JsonSpan } from './json-span.ts';
import { parsedItem } from './parsed-item.ts';

/** What must come next: see `takeByte`. */
type Mode = 'container' | 'first' | 'next' | 'another' | 'colon' | 'member' | 'span' | 'tail' | 'done';

const NOT_ITERABLE = 'Attempting to map over non-iterable node.';
const OPENS: Readonly<Record<string, TextPosition['container']>> = { '[': 'array', '{': 'object' };
const CLOSES = { array: ']', object: '}' } as const;

/**
 * The elements of an array, or the members of an object, in a JSON document: the whole of it, or what `pointer` points
 * to. Values on the way there are passed over unread.
 * @param from behind an item of the same document
 */
export function createJsonParser(pointer: string, from?: TextPosition): ItemParser {
  const decoder = new TextDecoder();
  const steps = pointerSteps(pointer);
  let mode: Mode = from === undefined ? 'container' : 'next';
  let container = from?.container ?? 'array';
  let offset = from?.offset ?? 0;
  /** Steps of the pointer that were taken; all of them: we are among the items. */
  let taken = from === undefined ? -1 : steps.length;
  let index = -1;
  let key = '';
  let span: JsonSpan | undefined;
  let kept: Uint8Array[] | undefined;
  let keptBytes = 0;
  let whenKept: (text: string) => void = () => undefined;
  let item: ParsedItem | undefined;

  /** Follows the value that begins here; with `then`, keeps it. */
  const follow = (then?: (text: string) => void): void => {
    mode = 'span';
    span = createJsonSpan();
    kept = then && [];
    keptBytes = 0;
    whenKept = then ?? (() => undefined);
  };

  const followed = (): void => {
    mode = 'next';
    span = undefined;
    if (kept === undefined) return;
    const parts = kept.map((part, at, { length }) => decoder.decode(part, { stream: at < length - 1 }));
    whenKept(parts.join(''));
  };

  const value = (): void => {
    if (taken === steps.length) {
      const name = container === 'object' ? { key } : {};
      follow((text) => {
        item = { value: parsedItem(text), ...name, position: { offset, container } };
      });
    } else if (steps[taken] === (container === 'object' ? key : String(index))) {
      mode = 'container';
    } else {
      follow();
    }
  };

  const close = (): void => {
    if (taken < steps.length) throw itemReaderFailure(NOT_ITERABLE);
    // Behind a part of the document nobody looks; the whole of it must be all there is.
    mode = steps.length === 0 ? 'tail' : 'done';
  };

  /** @returns whether the byte was taken; if not, it is the first one of what is to be followed */
  const takeByte = (character: string): boolean => {
    switch (mode) {
      case 'container': {
        const opened = OPENS[character];
        if (opened === undefined) {
          follow(refuseScalar);
          return false;
        }
        [container, index, mode] = [opened, -1, 'first'];
        taken += 1;
        return true;
      }
      case 'first':
      case 'another':
        if (mode === 'first' && character === CLOSES[container]) {
          close();
          return true;
        }
        index += 1;
        if (container === 'array') {
          value();
        } else {
          if (character !== '"') throw unexpected(character, offset, 'a name in quotation marks');
          follow((text) => {
            const name = parsedItem(text);
            key = typeof name === 'string' ? name : text;
            mode = 'colon';
          });
        }
        return false;
      case 'colon':
        if (character !== ':') throw unexpected(character, offset, "':'");
        mode = 'member';
        return true;
      case 'member':
        value();
        return false;
      case 'next':
        if (character === ',') mode = 'another';
        else if (character === CLOSES[container]) close();
        else throw unexpected(character, offset, `',' or '${CLOSES[container]}'`);
        return true;
      default:
        throw unexpected(character, offset, 'the end of the file');
    }
  };

  const takeSpan = (bytes: Uint8Array, at: number, following: JsonSpan): number => {
    const end = following.scan(bytes, at);
    const stop = end === -1 ? bytes.length : end;
    keptBytes += stop - at;
    if (kept !== undefined && keptBytes > MAX_ITEM_BYTES) throw itemTooLarge();
    kept?.push(bytes.subarray(at, stop));
    offset += stop - at;
    if (end !== -1) followed();
    return stop;
  };

  return {
    get isDone() {
      return mode === 'done';
    },
    *push(bytes) {
      let at = 0;
      while (at < bytes.length && mode !== 'done') {
        if (span !== undefined) {
          at = takeSpan(bytes, at, span);
          if (item) yield item;
          item = undefined;
          continue;
        }
        const byte = bytes[at] ?? 0;
        const isSkipped = isWhiteSpace(byte) || isByteOrderMark(byte, offset);
        if (!isSkipped && !takeByte(String.fromCharCode(byte))) continue;
        at += 1;
        offset += 1;
      }
    },
    end() {
      if (span !== undefined && taken === -1) followed();
      if (mode === 'tail' || mode === 'done') return [];
      if (taken === -1) throw itemReaderFailure('No content to map due to end-of-input');
      const kind = { array: 'Array', object: 'Object' }[container];
      throw itemReaderFailure(`Unexpected end-of-input: expected close marker for ${kind}`);
    },
  };
}

function isWhiteSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** The first three bytes that some programs write before UTF-8 text. */
function isByteOrderMark(byte: number, offset: number): boolean {
  return offset < 3 && byte === [0xef, 0xbb, 0xbf][offset];
}

/** Neither an array nor an object; if it is JSON at all. */
function refuseScalar(text: string): never {
  parsedItem(text);
  throw itemReaderFailure(NOT_ITERABLE);
}

function unexpected(character: string, offset: number, expected: string) {
  return itemReaderFailure(`Unexpected character '${character}' at byte ${offset}: was expecting ${expected}`);
}
