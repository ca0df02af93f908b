import { characterDescription, JsonFailure, unexpectedCharacter, VALUE_TOKENS } from './jackson-words.ts';
import { digitsWithin, MAX_NUMBER_LENGTH } from './number-length.ts';

/** What Jackson takes for part of a word. */
const WORD_CHARACTER = /[\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}\p{Sc}]/u;
const WORD_START = /[\p{L}\p{Nl}\p{Pc}\p{Sc}]/u;
const MAX_QUOTED_TOKEN = 256;
const WORDS: ReadonlySet<string> = new Set(['true', 'false', 'null']);
const NON_STANDARD_NUMBERS: ReadonlySet<string> = new Set(['NaN', 'Infinity']);

/** Reads `true`, `false` or `null`; returns the offset behind it. */
export function scanWord(text: string, start: number): number {
  const first = text.charAt(start);
  if (!WORD_START.test(first)) throw unexpectedCharacter(text, start, `expected a valid value ${VALUE_TOKENS}`);
  let end = start + 1;
  while (end < text.length && WORD_CHARACTER.test(text.charAt(end))) end += 1;
  const word = text.slice(start, end);
  if (WORDS.has(word)) return end;
  if (NON_STANDARD_NUMBERS.has(word)) {
    throw new JsonFailure(
      `Non-standard token '${word}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`,
      end,
    );
  }
  const shown = word.length > MAX_QUOTED_TOKEN ? `${word.slice(0, MAX_QUOTED_TOKEN)}...` : word;
  throw new JsonFailure(`Unrecognized token '${shown}': was expecting ${VALUE_TOKENS}`, end);
}

/** Reads a number; `isRoot`: it is the whole document and must be set off by white space. */
export function scanNumber(text: string, start: number, isRoot: boolean): number {
  let index = text[start] === '-' ? start + 1 : start;
  if (!isDigit(text, index)) {
    throw unexpectedInNumber(text, index, 'expected digit (0-9) to follow minus sign, for valid numeric value');
  }
  if (text[index] === '0' && isDigit(text, index + 1)) {
    throw new JsonFailure('Invalid numeric value: Leading zeroes not allowed', index + 1);
  }
  index = skipDigits(text, index);
  if (text[index] === '.') {
    if (!isDigit(text, index + 1)) throw unexpectedInNumber(text, index + 1, 'Decimal point not followed by a digit');
    index = skipDigits(text, index + 1);
  }
  if (text[index] === 'e' || text[index] === 'E') {
    index += text[index + 1] === '+' || text[index + 1] === '-' ? 2 : 1;
    if (!isDigit(text, index)) throw unexpectedInNumber(text, index, 'Exponent indicator not followed by a digit');
    index = skipDigits(text, index);
  }
  const length = digitsWithin(text, start, index);
  if (length > MAX_NUMBER_LENGTH) {
    throw new JsonFailure(
      `Number value length (${length}) exceeds the maximum allowed (${MAX_NUMBER_LENGTH}, from \`StreamReadConstraints.getMaxNumberLength()\`)`,
      index,
    );
  }
  if (isRoot && index < text.length && text.charCodeAt(index) > 0x20) {
    throw unexpectedCharacter(text, index, 'Expected space separating root-level values');
  }
  return index;
}

/** Reads a string from its opening quote; returns the offset behind the closing one. */
export function scanString(text: string, start: number, place: 'name' | 'string value'): number {
  let index = start + 1;
  for (; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '"') return index + 1;
    if (character === '\\') index = scanEscape(text, index + 1);
    else if (character.charCodeAt(0) < 0x20) {
      throw new JsonFailure(
        `Illegal unquoted character (${characterDescription(text, index)}): has to be escaped using backslash to be included in ${place}`,
        index + 1,
      );
    }
  }
  const missing = place === 'name' ? ' in field name' : ': was expecting closing quote for a string value';
  throw new JsonFailure(`Unexpected end-of-input${missing}`, text.length);
}

/** Reads an escape from the character behind the backslash; returns the offset of its last character. */
function scanEscape(text: string, start: number): number {
  const character = text[start];
  if (character === undefined) throw new JsonFailure('Unexpected end-of-input in character escape sequence', start);
  if (character !== 'u') {
    if ('"\\/bfnrt'.includes(character)) return start;
    throw new JsonFailure(`Unrecognized character escape ${characterDescription(text, start)}`, start + 1);
  }
  for (let index = start + 1; index <= start + 4; index += 1) {
    const digit = text[index];
    if (digit === undefined) throw new JsonFailure('Unexpected end-of-input in character escape sequence', index);
    if (!/[0-9a-fA-F]/.test(digit)) {
      throw unexpectedCharacter(text, index, 'expected a hex-digit for character escape sequence');
    }
  }
  return start + 4;
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0x30 && code <= 0x39;
}

function skipDigits(text: string, start: number): number {
  let index = start;
  while (isDigit(text, index)) index += 1;
  return index;
}

function unexpectedInNumber(text: string, index: number, comment: string): JsonFailure {
  if (index >= text.length) return new JsonFailure('Unexpected end-of-input in a Number value', index);
  return new JsonFailure(
    `Unexpected character (${characterDescription(text, index)}) in numeric value: ${comment}`,
    index + 1,
  );
}
