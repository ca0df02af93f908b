/** Something the user can mend. Its message is all they see; `exitCode` 2 means that the command line is wrong. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
