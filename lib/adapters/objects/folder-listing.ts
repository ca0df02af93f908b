import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareUtf8 } from '../memory/utf8-order.ts';
import { fileAt, isAbsent, isInside, TEMPORARY } from './folder-paths.ts';
import { s3Failure } from './s3-messages.ts';

interface ListedFile {
  readonly key: string;
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
}

/** The files below a folder in the order of their keys, of which one folder at a time is in memory. */
export async function* listFolder(folder: string, prefix: string, startAfter: string): AsyncIterable<ListedFile> {
  if ((await entriesOf(folder)) === undefined) throw s3Failure('NoSuchBucket');
  yield* walk(folder, folder, '', prefix, startAfter);
}

async function* walk(
  root: string,
  folder: string,
  path: string,
  prefix: string,
  startAfter: string,
): AsyncIterable<ListedFile> {
  const entries = (await entriesOf(folder)) ?? [];
  for (const name of entries) {
    const key = path + name;
    const file = join(folder, name);
    if (name.endsWith('/')) {
      const mayHold = key.startsWith(prefix) || prefix.startsWith(key);
      const isPassed = compareUtf8(key, startAfter) < 0 && !startAfter.startsWith(key);
      if (mayHold && !isPassed && (await isInside(root, file))) yield* walk(root, file, key, prefix, startAfter);
    } else if (key.startsWith(prefix) && compareUtf8(key, startAfter) > 0 && (await isInside(root, file))) {
      const found = await fileAt(file);
      if (found) yield { key, file, size: found.size, lastModified: found.mtimeMs };
    }
  }
}

/** Names of what is in a folder, those of folders with a slash behind, in the order of the keys; undefined: no folder. */
async function entriesOf(folder: string): Promise<readonly string[] | undefined> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter(({ name }) => !name.startsWith(TEMPORARY))
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .sort(compareUtf8);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}
