import type { Json } from './json.ts';
import { jsonText } from './json-text/json-text.ts';
import { MAX_NESTING_DEPTH, nestsTooDeep } from './json-text/nesting-depth.ts';
import { parseJson } from './json-text/parse-json.ts';

/** The largest JSON text, in UTF-8 bytes, that may pass between states (spec: quotas). */
export const MAX_PAYLOAD_BYTES = 262_144;

/** `large`: over the service limit for data between states. `deep`: nested more than a JSON text may be (guess). */
type Excess = 'large' | 'deep';

/** A payload of a decoded snapshot was looked into before its text was read back from the history. */
export class MissingPayload extends Error {
  override readonly name = 'MissingPayload';

  constructor(event: number | undefined) {
    super(`The payload of history event ${event ?? '?'} has not been read.`);
  }
}

/**
 * A JSON text on its way through an execution, parsed when first looked into.
 * AWS hands an unchanged text on as it was written, with its white space; what a state computes is written compactly.
 */
export class Payload {
  #text: string | undefined;
  #value: Json | undefined;
  #excess: Excess | 'none' | undefined;
  /** The history event that carries this text; a snapshot then stores the event's id in place of the text. */
  event: number | undefined;

  private constructor(text: string | undefined, value: Json | undefined, event: number | undefined) {
    this.#text = text;
    this.#value = value;
    this.event = event;
  }

  /** @param text valid JSON; parsed lazily */
  static ofText(text: string): Payload {
    return new Payload(text, undefined, undefined);
  }

  static ofValue(value: Json): Payload {
    return new Payload(undefined, value, undefined);
  }

  /** A payload known only by the event that carries it; reading it throws MissingPayload until it is filled. */
  static ofEvent(event: number): Payload {
    return new Payload(undefined, undefined, event);
  }

  /** For a new version of what holds it: a payload that no event carries yet must not learn of one in the old version. */
  unshared(): Payload {
    return this.event === undefined ? new Payload(this.#text, this.#value, undefined) : this;
  }

  get isMissing(): boolean {
    return this.#text === undefined && this.#value === undefined;
  }

  /** Gives a payload made by `ofEvent` its text. */
  fill(text: string): void {
    this.#text = text;
  }

  get text(): string {
    if (this.#text === undefined) {
      if (this.#value === undefined) throw new MissingPayload(this.event);
      this.#text = jsonText(this.#value);
    }
    return this.#text;
  }

  get value(): Json {
    if (this.#value === undefined) this.#value = parseJson(this.text);
    return this.#value;
  }

  /** Which limit the text exceeds, if any. Counted once: most texts go through several states. */
  get excess(): Excess | undefined {
    this.#excess ??= exceedsBytes([this.text], MAX_PAYLOAD_BYTES)
      ? 'large'
      : nestsTooDeep(this.text, MAX_NESTING_DEPTH)
        ? 'deep'
        : 'none';
    return this.#excess === 'none' ? undefined : this.#excess;
  }
}

/** Do texts take more than so many UTF-8 bytes together? Counts no further than that. */
export function exceedsBytes(texts: readonly string[], limit: number): boolean {
  // No UTF-16 unit takes more than three bytes: mostly there is nothing to count.
  if (texts.reduce((units, { length }) => units + length, 0) * 3 <= limit) return false;
  let left = limit;
  for (const text of texts) left -= utf8Length(text, left);
  return left < 0;
}

/** UTF-8 length of a text; stops counting soon after `enough`. */
function utf8Length(text: string, enough: number): number {
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
