import type { Json } from './json.ts';

/** The largest JSON text, in UTF-8 bytes, that may pass between states (spec: quotas). */
export const MAX_PAYLOAD_BYTES = 262_144;

/**
 * A JSON text on its way through an execution, parsed when first looked into.
 * AWS hands an unchanged text on as it was written, with its white space; what a state computes is written compactly.
 */
export class Payload {
  #text: string | undefined;
  #value: Json | undefined;
  /** The history event that carries this text; a snapshot then stores the event's id in place of the text. */
  event: number | undefined;

  private constructor(text: string | undefined, value: Json | undefined) {
    this.#text = text;
    this.#value = value;
  }

  /** @param text valid JSON; parsed lazily */
  static ofText(text: string): Payload {
    return new Payload(text, undefined);
  }

  static ofValue(value: Json): Payload {
    return new Payload(undefined, value);
  }

  get text(): string {
    return (this.#text ??= JSON.stringify(this.#value));
  }

  get value(): Json {
    return this.#value === undefined ? (this.#value = JSON.parse(this.text) as Json) : this.#value;
  }

  /** Is the text longer than the service limit for data between states? */
  get isTooLarge(): boolean {
    return utf8Length(this.text, MAX_PAYLOAD_BYTES) > MAX_PAYLOAD_BYTES;
  }
}

/** UTF-8 length of a text; stops counting soon after `enough`. */
function utf8Length(text: string, enough: number): number {
  if (text.length * 3 <= enough) return text.length;
  let bytes = 0;
  for (let index = 0; index < text.length && bytes <= enough; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00) {
      bytes += 4;
      index += 1;
    } else bytes += 3;
  }
  return bytes;
}
