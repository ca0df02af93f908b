import { itemReaderFailure, type ItemParser, type ParsedItem, type TextPosition } from './item-parser.ts';
import { pointerSteps } from './json-pointer.ts';
import { createJsonSpan } from './json-span.ts';
import { parsedItem } from './parsed-item.ts';

const NOT_ITERABLE = 'Attempting to map over non-iterable node.';
const OPENS: Readonly<Record<string, TextPosition['container']>> = { '[': 'array', '{': 'object' };
const CLOSES = { array: ']', object: '}' } as const;
const NAMES = { array: 'Array', object: 'Object' } as const;

/** Takes a character that is no white space, or leaves it as the first one of a value; `false` in the latter case. */
type Take = (character: string) => boolean;

/**
 * The elements of an array, or the members of an object, in a JSON document: the whole of it, or what `pointer` points
 * to. Values on the way there are passed over unread.
 * @param from behind an item of the same document
 */
export function createJsonParser(pointer: string, from?: TextPosition): ItemParser {
  const steps = pointerSteps(pointer);
  /** Steps of the pointer that were taken: -1 before the document, all of them among the items. */
  let taken = from === undefined ? -1 : steps.length;
  let container = from?.container ?? 'array';
  let offset = from?.offset ?? 0;
  let index = -1;
  let key = '';
  let item: ParsedItem | undefined;
  let isDone = false;
  let isFollowing = false;
  let whenOver: ((text: string) => void) | undefined;
  const span = createJsonSpan();

  /** Goes to the end of the value that begins here. */
  const follow = (then?: (text: string) => void): false => {
    isFollowing = true;
    whenOver = then;
    span.begin(then !== undefined);
    return false;
  };

  const followed = (): void => {
    isFollowing = false;
    take = commaOrEnd;
    whenOver?.(span.text);
  };

  const open: Take = (character) => {
    const opened = OPENS[character];
    // Neither an array nor an object; if it is JSON at all.
    if (opened === undefined) return follow(notIterable);
    container = opened;
    index = -1;
    taken += 1;
    take = (next) => (next === CLOSES[container] ? close() : entry(next));
    return true;
  };

  const entry: Take = (character) => {
    index += 1;
    if (container === 'array') return value(character);
    if (character !== '"') throw unexpected(character, offset, 'a name in quotation marks');
    return follow(keepKey);
  };

  const keepKey = (text: string): void => {
    const name = parsedItem(text);
    key = typeof name === 'string' ? name : text;
    take = colon;
  };

  const colon: Take = (character) => {
    if (character !== ':') throw unexpected(character, offset, "':'");
    take = value;
    return true;
  };

  const value: Take = (character) => {
    if (/[\]},:]/.test(character)) throw unexpected(character, offset, 'a value');
    if (taken === steps.length) return follow(keep);
    if (steps[taken] === (container === 'object' ? key : String(index))) return open(character);
    return follow();
  };

  const keep = (text: string): void => {
    const name = container === 'object' ? { key } : {};
    item = { value: parsedItem(text), ...name, position: { offset, container } };
  };

  const commaOrEnd: Take = (character) => {
    if (character === CLOSES[container]) return close();
    if (character !== ',') throw unexpected(character, offset, `',' or '${CLOSES[container]}'`);
    take = entry;
    return true;
  };

  const close = (): true => {
    if (taken < steps.length) throw itemReaderFailure(NOT_ITERABLE);
    isDone = true;
    // Behind a part of the document nobody looks; the whole of it must be all there is.
    take = steps.length === 0 ? nothing : ignored;
    return true;
  };

  const nothing: Take = (character) => {
    throw unexpected(character, offset, 'the end of the file');
  };

  let take: Take = from === undefined ? open : commaOrEnd;

  return {
    get isDone() {
      return isDone && steps.length > 0;
    },
    *push(bytes) {
      let at = 0;
      while (at < bytes.length) {
        const before = at;
        if (isFollowing) at = span.take(bytes, at);
        else if (isSkipped(bytes[at] ?? 0, offset) || take(String.fromCharCode(bytes[at] ?? 0))) at += 1;
        offset += at - before;
        if (isFollowing && span.isOver) followed();
        if (item) yield item;
        item = undefined;
      }
    },
    end() {
      if (taken === -1 && isFollowing) followed();
      if (taken === -1) throw itemReaderFailure('No content to map due to end-of-input');
      if (isDone) return [];
      throw itemReaderFailure(`Unexpected end-of-input: expected close marker for ${NAMES[container]}`);
    },
  };
}

function ignored(): true {
  return true;
}

/** White space; and the first three bytes that some programs write before UTF-8 text. */
function isSkipped(byte: number, offset: number): boolean {
  if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return true;
  return offset < 3 && byte === [0xef, 0xbb, 0xbf][offset];
}

function notIterable(text: string): never {
  parsedItem(text);
  throw itemReaderFailure(NOT_ITERABLE);
}

function unexpected(character: string, offset: number, expected: string) {
  return itemReaderFailure(`Unexpected character '${character}' at byte ${offset}: was expecting ${expected}`);
}
