import { readFile } from 'node:fs/promises';
import { UserError } from '../user-error.ts';

/** The text of a file; undefined when there is no such file and it need not be there. */
export async function readConfigFile(name: string, required: boolean): Promise<string | undefined> {
  try {
    return await readFile(name, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !required) return undefined;
    throw new UserError(
      code === 'ENOENT' ? `There is no file ${name}` : `${name} cannot be read (${code ?? 'unknown'})`,
    );
  }
}
