const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const NINE = 0x39;

/** Index of the quote that closes the string whose first character is at `index`, in valid JSON. */
export function endOfString(text: string, index: number): number {
  let end = index;
  for (let code = text.charCodeAt(end); code !== QUOTE && end < text.length; code = text.charCodeAt(end)) {
    end += code === BACKSLASH ? 2 : 1;
  }
  return end;
}

/** Index behind the digits that begin at `index`. */
export function endOfDigits(text: string, index: number): number {
  let end = index;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

/** Index behind the number whose first character is at `index`, in valid JSON. */
export function endOfNumber(text: string, index: number): number {
  let end = index;
  for (;;) {
    const code = text.charCodeAt(end);
    // Digits, and of the other characters of a number: + - . E e
    if (!isDigit(code) && code !== 0x2b && code !== 0x2d && code !== 0x2e && code !== 0x45 && code !== 0x65) return end;
    end += 1;
  }
}

export function isQuote(code: number): boolean {
  return code === QUOTE;
}

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}
