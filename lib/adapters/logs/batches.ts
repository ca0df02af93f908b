import type { LogLine } from '../../ports/execution-log.ts';

/** Limits of PutLogEvents (CloudWatch Logs API reference). */
const MAX_LINES = 10_000;
const MAX_BYTES = 1_048_576;
/** What each event counts on top of its text. */
const LINE_OVERHEAD_BYTES = 26;

/** Splits lines so that each batch fits into one PutLogEvents; a batch is in the order of time, as that wants it. */
export function batchesOf(lines: readonly LogLine[]): readonly (readonly LogLine[])[] {
  const batches: LogLine[][] = [];
  let batch: LogLine[] = [];
  let bytes = 0;
  for (const line of [...lines].sort((a, b) => a.timestamp - b.timestamp)) {
    const size = Buffer.byteLength(line.message) + LINE_OVERHEAD_BYTES;
    if (batch.length > 0 && (batch.length === MAX_LINES || bytes + size > MAX_BYTES)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(line);
    bytes += size;
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}
