/** A function refuses its arguments, or an evaluation goes too far. `code` is one of jsonata's, if there is one for it. */
export class RefusedCall extends Error {
  override readonly name = 'RefusedCall';
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}
