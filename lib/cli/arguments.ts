import { parseArgs } from 'node:util';
import { UserError } from './user-error.ts';

/** How an option is written; the key is its name without the dashes. */
export type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string }>>;

export type OptionValues<O extends Options> = {
  readonly [Name in keyof O]?: O[Name]['type'] extends 'boolean' ? boolean : string;
};

export interface Arguments<O extends Options> {
  readonly values: OptionValues<O>;
  readonly positionals: readonly string[];
}

/** Reads a command's arguments; unknown options, and more than `positionals` words, are errors. */
export function readArguments<O extends Options>(
  args: readonly string[],
  options: O,
  positionals: number,
): Arguments<O> {
  const parsed = parse(args, options);
  const [surplus] = parsed.positionals.slice(positionals);
  if (surplus !== undefined) throw new UserError(`Unexpected argument '${surplus}'`, 2);
  return parsed as Arguments<O>;
}

function parse(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's sentence, without its advice on `--`.
    throw new UserError(String((error as Error).message.split('. ')[0]), 2);
  }
}
