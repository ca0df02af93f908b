import { StoreUnavailable } from '../../ports/store-unavailable.ts';

/** What a person can do about each kind of failure, by the first part of SQLite's result code. */
const advice: Readonly<Record<string, (file: string) => string>> = {
  SQLITE_FULL: (file) => `The disk is full, ${file} cannot grow. Free some space; what was acknowledged is safe.`,
  SQLITE_CORRUPT: (file) => `${file} is damaged. Restore it from a copy, or move it away to start empty.`,
  SQLITE_NOTADB: (file) => `${file} is not a Stepyard database. Move it away, or choose another folder.`,
  SQLITE_IOERR: (file) => `Reading or writing ${file} failed. Check the disk.`,
  SQLITE_READONLY: (file) => `${file} cannot be written. Check its permissions.`,
  SQLITE_CANTOPEN: (file) => `${file} cannot be opened. Check that it and its folder can be written.`,
  SQLITE_BUSY: (file) => `Another program holds ${file} locked.`,
  SQLITE_LOCKED: (file) => `Another program holds ${file} locked.`,
};

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What the driver threw, as a `StoreUnavailable` that names the file; anything that is not SQLite's stays as it is. */
export function storeFailure(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (!(error instanceof Error) || code?.startsWith('SQLITE_') !== true) return error;
  const kind = code.split('_').slice(0, 2).join('_');
  const text = advice[kind]?.(file) ?? `${file} refused a statement.`;
  return new StoreUnavailable(`${text} (${code}: ${error.message})`, { cause: error });
}

export function isLocked(error: unknown): boolean {
  return codeOf(error)?.startsWith('SQLITE_BUSY') === true;
}
