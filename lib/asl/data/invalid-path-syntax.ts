/** The text of a path or of an intrinsic function call is not valid; found when it is compiled, before anything runs. */
export class InvalidPathSyntax extends Error {
  override readonly name = 'InvalidPathSyntax';
  readonly text: string;
  readonly reason: string;

  constructor(text: string, reason: string) {
    super(`'${text}': ${reason}`);
    this.text = text;
    this.reason = reason;
  }
}
