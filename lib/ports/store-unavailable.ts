/**
 * A store, or the queue beside it, could not do what it was asked (disk full, file damaged, service unreachable).
 * Whether a write happened is unknown to the caller. The message is one line that a person can act on.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
