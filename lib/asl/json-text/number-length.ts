import { someNumber } from './some-number.ts';
import { isDigit } from './token-ends.ts';

/** Jackson's default limit for the digits of a number: before the point, behind it and in the exponent, all together. */
export const MAX_NUMBER_LENGTH = 1000;

/** Is there a number that is too long in this valid JSON text? */
export function hasLongNumber(text: string): boolean {
  if (text.length <= MAX_NUMBER_LENGTH) return false;
  return someNumber(
    text,
    (_, start, end) => end - start > MAX_NUMBER_LENGTH && digitsWithin(text, start, end) > MAX_NUMBER_LENGTH,
  );
}

export function digitsWithin(text: string, start: number, end: number): number {
  let digits = 0;
  for (let index = start; index < end; index += 1) if (isDigit(text.charCodeAt(index))) digits += 1;
  return digits;
}
