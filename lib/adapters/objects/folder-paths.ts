import { realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { ObjectsFailure } from '../../ports/objects.ts';

/** How files begin that are still being written; they are no objects. */
export const TEMPORARY = '.stepyard-';

/** Where the object of a key would be; undefined for a key that is no path of a file below the folder. */
export function fileOf(folder: string, key: string): string | undefined {
  const steps = key.split('/');
  const isPath = steps.every((step) => step !== '' && step !== '.' && step !== '..' && !/[\0\\]/.test(step));
  return isPath && !key.includes(TEMPORARY) ? join(folder, ...steps) : undefined;
}

/** Is this path below the folder when all links are followed? Of a file that is not there, the folder it would be in. */
export async function isInside(folder: string, path: string): Promise<boolean> {
  const root = await realPath(folder);
  if (root === undefined) return false;
  for (let existing = path; existing !== dirname(existing); existing = dirname(existing)) {
    const real = await realPath(existing);
    if (real !== undefined) return real === root || real.startsWith(root + sep);
  }
  return false;
}

/** undefined: there is nothing there. */
async function realPath(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Size and time of a file; undefined when there is no file there, or something else than one. */
export async function fileAt(path: string) {
  try {
    const found = await stat(path);
    return found.isFile() ? found : undefined;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

const ABSENT: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']);

export function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ABSENT.has(String(error.code));
}

const REFUSED: ReadonlySet<string> = new Set(['EACCES', 'EPERM']);

/** What the file system says, as S3 would refuse, without the paths in it; our own failures stay what they are. */
export function fileFailure(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown)) return thrown;
  const [message = ''] = thrown.message.split(',');
  return new ObjectsFailure(REFUSED.has(String(thrown.code)) ? 'AccessDenied' : 'InternalError', message, {
    cause: thrown,
  });
}

/** The path is no file's: a file is where a folder has to be, or a folder where the file has to be. */
const OCCUPIED: ReadonlySet<string> = new Set(['EEXIST', 'EISDIR', 'ENAMETOOLONG', 'ENOTDIR', 'ENOTEMPTY']);

export function isOccupied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && OCCUPIED.has(String(error.code));
}
