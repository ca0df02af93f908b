import { endOfNumber, endOfString, isDigit, isQuote } from './token-ends.ts';

/**
 * Does a number of this valid JSON text pass the test?
 * @param test gets where its first digit is, behind a minus, and the index behind its last
 */
export function someNumber(text: string, test: (text: string, start: number, end: number) => boolean): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isQuote(code)) index = endOfString(text, index + 1);
    else if (isDigit(code)) {
      const end = endOfNumber(text, index);
      if (test(text, index, end)) return true;
      index = end;
    }
  }
  return false;
}
