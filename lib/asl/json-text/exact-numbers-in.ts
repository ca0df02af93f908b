import { someNumber } from './some-number.ts';
import { endOfDigits } from './token-ends.ts';

/** So many digits survive a double, whatever they are. */
const SAFE_DIGITS = 15;
const ZERO = 0x30;
const POINT = 0x2e;

/** What all texts with such numbers have, and many others have not. */
const SUSPECT = /\d(?:[.eE]|\d{15})/;

/** Is there a number in this valid JSON text that JavaScript would write otherwise? */
export function hasExactNumbers(text: string): boolean {
  return SUSPECT.test(text) && someNumber(text, isRespelt);
}

/**
 * Would JavaScript write the number between the two places otherwise?
 * @param start its first digit: a minus before it makes no difference, since `-0` is the integer 0 (recorded)
 */
export function isRespelt(text: string, start: number, end: number): boolean {
  if (end - start <= SAFE_DIGITS && isPlain(text, start, end)) return false;
  const number = text.slice(start, end);
  return String(Number(number)) !== number;
}

/** An integer, or a decimal without zeros at either end: most numbers are, and it is the fast way to know that they stay as they are. */
function isPlain(text: string, start: number, end: number): boolean {
  const point = endOfDigits(text, start);
  if (point === end) return true;
  if (text.charCodeAt(start) === ZERO || text.charCodeAt(end - 1) === ZERO) return false;
  return text.charCodeAt(point) === POINT && endOfDigits(text, point + 1) === end;
}
