/**
 * A number of a JSON text that JavaScript's own would write otherwise, kept as it was written: `1.0`, `1e400`,
 * `12345678901234567890`. Never changed. JSON.stringify alone shows it as the nearest double; `jsonText` in full.
 */
export class ExactNumber {
  static #shown = 0;
  readonly #text: string;

  /** @param text a number as JSON spells it */
  constructor(text: string) {
    this.#text = text;
  }

  /** How many of them JSON.stringify has met so far: it tells nobody, so whoever calls it compares. */
  static get shown(): number {
    return ExactNumber.#shown;
  }

  get text(): string {
    return this.#text;
  }

  /** The nearest double; infinite when it is out of range. */
  get double(): number {
    return Number(this.#text);
  }

  toJSON(): number {
    ExactNumber.#shown += 1;
    return this.double;
  }
}
