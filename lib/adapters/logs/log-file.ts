import { appendFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeliverLines } from './log-buffer.ts';
import { logDocument } from './log-document.ts';

/** When it has grown to this, a file of log entries is put aside, in the place of the one before. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Where a data folder keeps log entries, oldest first. */
export function logFiles(dataDirectory: string): readonly [older: string, current: string] {
  return [join(dataDirectory, 'execution-log.1.jsonl'), join(dataDirectory, 'execution-log.jsonl')];
}

/** Writes log entries to a file of a data folder, a document on each line. Keeps the last 64 to 128 MB. */
export function logFile(dataDirectory: string, maxBytes = MAX_FILE_BYTES): DeliverLines {
  const [older, current] = logFiles(dataDirectory);
  let size: number | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function write(text: string): Promise<void> {
    size ??= await sizeOf(current);
    if (size >= maxBytes) {
      await rename(current, older);
      size = 0;
    }
    await appendFile(current, text);
    size += Buffer.byteLength(text);
  }

  return (destination, batch) => {
    const text = batch.map((line) => `${logDocument(destination, line)}\n`).join('');
    const written = last.then(() => write(text));
    last = written.catch(() => undefined);
    return written;
  };
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}
