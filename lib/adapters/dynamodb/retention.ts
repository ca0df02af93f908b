import { RETENTION_MS } from '../../ports/execution-retention.ts';
import type { ExecutionRecord, Head } from '../../ports/execution-store.ts';

/** Times to live, in seconds since the epoch; DynamoDB deletes an item some days after its own. */
const DAY_SECONDS = 86_400;
const RETENTION_SECONDS = RETENTION_MS / 1000;
/** No execution runs longer than a year; a week to spare. */
const LONGEST_RUN_SECONDS = 372 * DAY_SECONDS;

/** When a head expires; undefined while the execution runs. */
export function headExpiry({ status, stopDate }: Pick<Head, 'status' | 'stopDate'>): number | undefined {
  if (stopDate === undefined || status === 'RUNNING' || status === 'PENDING_REDRIVE') return undefined;
  return Math.ceil(stopDate / 1000) + RETENTION_SECONDS;
}

/** When the other items of an execution may go, whatever becomes of it: they are not written again at its end. */
export function partExpiry({ startDate }: Pick<ExecutionRecord, 'startDate'>): number {
  return Math.floor(startDate / 1000) + LONGEST_RUN_SECONDS + RETENTION_SECONDS;
}

/** When a heartbeat may go: the task that it is for cannot wait longer. */
export function heartbeatExpiry(at: number): number {
  return Math.ceil(at / 1000) + LONGEST_RUN_SECONDS;
}
