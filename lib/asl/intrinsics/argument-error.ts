/** Why a function refused its arguments; the call as a whole turns it into a failure of the state. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}
