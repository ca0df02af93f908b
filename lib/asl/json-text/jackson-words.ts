/** The place (UTF-16 units read so far) and the words with which Jackson stops. Never leaves this folder. */
export class JsonFailure extends Error {
  override readonly name = 'JsonFailure';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** What Jackson says it would take in the place of a value. */
export const VALUE_TOKENS = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/** `'x' (code 120)`, with the code in hexadecimal too above Latin-1, or `(CTRL-CHAR, code 10)`. */
export function characterDescription(text: string, index: number): string {
  const code = text.charCodeAt(index);
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return `(CTRL-CHAR, code ${code})`;
  const hexadecimal = code > 255 ? ` / 0x${code.toString(16)}` : '';
  return `'${text.charAt(index)}' (code ${code}${hexadecimal})`;
}

export function unexpectedCharacter(text: string, index: number, comment: string): JsonFailure {
  return new JsonFailure(`Unexpected character (${characterDescription(text, index)}): ${comment}`, index + 1);
}
