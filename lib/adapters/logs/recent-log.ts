import type { DeliverLines } from './log-buffer.ts';
import { logDocument } from './log-document.ts';

/** Where a server answers with the log entries that it has in memory; `?from=` takes the number of the first one. */
export const RECENT_LOG_PATH = '/execution-log';

/** Entries kept in memory. */
const KEPT = 10_000;

export interface RecentLog {
  readonly deliver: DeliverLines;
  /** The documents that are kept from the given number on, and the number of the next one there will be. */
  readonly from: (first: number) => RecentEntries;
}

export interface RecentEntries {
  readonly entries: readonly string[];
  readonly next: number;
}

/** Keeps the last log entries in memory. Documents are numbered from 0. */
export function createRecentLog(kept = KEPT): RecentLog {
  let entries: string[] = [];
  let forgotten = 0;
  return {
    async deliver(destination, batch) {
      for (const line of batch) entries.push(logDocument(destination, line));
      // In chunks: moving the whole list for each line would be slow.
      if (entries.length < 2 * kept) return;
      forgotten += entries.length - kept;
      entries = entries.slice(-kept);
    },
    from: (first) => ({
      entries: entries.slice(Math.max(first - forgotten, entries.length - kept, 0)),
      next: forgotten + entries.length,
    }),
  };
}
