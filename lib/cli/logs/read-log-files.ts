import { open, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { logFiles } from '../../adapters/logs/log-file.ts';

const LOOK_EVERY_MS = 250;
const CHUNK_BYTES = 256 * 1024;

/**
 * The entries in the log files of a data folder, oldest first; whether a server is writing them makes no difference.
 * @param follow go on with what is written from now on, for ever
 */
export async function* readLogFiles(dataDirectory: string, follow: boolean): AsyncGenerator<string, void> {
  const [older, current] = logFiles(dataDirectory);
  const old = await openIfThere(older);
  if (old) yield* linesOf(old, () => Promise.resolve(true));
  let file = await openIfThere(current);
  for (;;) {
    if (file) yield* linesOf(file, () => isOver(current, file, follow));
    if (!follow) return;
    await sleep(LOOK_EVERY_MS);
    file = await openIfThere(current);
  }
}

/** Reads whole lines up to the end of a file, and on from there until it is over; closes it. */
async function* linesOf(file: FileHandle, isOverAtEnd: () => Promise<boolean>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  const buffer = Buffer.alloc(CHUNK_BYTES);
  let rest = '';
  try {
    for (;;) {
      const ends = await isOverAtEnd();
      for (;;) {
        const { bytesRead } = await file.read(buffer);
        if (bytesRead === 0) break;
        const lines = (rest + decoder.decode(buffer.subarray(0, bytesRead), { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        yield* lines;
      }
      if (ends) return;
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    await file.close();
  }
}

/** Has the file been put aside, so that entries are written to a new one? Or is nobody interested in more? */
async function isOver(path: string, file: FileHandle | undefined, follow: boolean): Promise<boolean> {
  if (!follow) return true;
  try {
    return (await stat(path)).ino !== (await file?.stat())?.ino;
  } catch {
    return true;
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
