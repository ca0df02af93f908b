/** A step cannot go on before something is computed; nothing has been changed, so it is then simply taken again. */
export class Suspended extends Error {
  override readonly name = 'Suspended';
  /** Rejects only when we have a bug, or a payload is missing. */
  readonly ready: Promise<void>;

  constructor(ready: Promise<void>) {
    super('The step waits for a value.');
    this.ready = ready;
  }
}
