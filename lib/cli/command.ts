/** One of the things that `stepyard` does. */
export interface Command {
  /** Shown by `--help`. */
  readonly help: string;
  /** @param args what follows the command's name @returns the exit code */
  run(args: readonly string[]): Promise<number>;
}
