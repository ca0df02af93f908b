import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The options of a command that belongs to the tests. Others, `--help` too, end the process with how it is used. */
export function commandOptions<T extends NonNullable<ParseArgsConfig['options']>>(options: T, usage: string) {
  try {
    return parseArgs({ options }).values;
  } catch {
    console.error(usage);
    process.exit(2);
  }
}
