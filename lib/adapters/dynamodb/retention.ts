import { forgottenAfter, LONGEST_RUN_MS, RETENTION_MS } from '../../ports/execution-retention.ts';
import type { ExecutionRecord, Head, Ms } from '../../ports/execution-store.ts';

/** Times to live, in seconds since the epoch; DynamoDB deletes an item some days after its own. */
const RETENTION_SECONDS = RETENTION_MS / 1000;

/** When a head expires; undefined while the execution runs. */
export function headExpiry({ status, stopDate }: Pick<Head, 'status' | 'stopDate'>): number | undefined {
  if (stopDate === undefined || status === 'RUNNING' || status === 'PENDING_REDRIVE') return undefined;
  return Math.ceil(stopDate / 1000) + RETENTION_SECONDS;
}

/** When the other items of an execution may go, whatever becomes of it: they are not written again at its end. */
export function partExpiry({ startDate }: Pick<ExecutionRecord, 'startDate'>): number {
  return documentExpiry(forgottenAfter(startDate));
}

/** @param forgetAfter in milliseconds */
export function documentExpiry(forgetAfter: Ms): number {
  return Math.ceil(forgetAfter / 1000);
}

/** When a heartbeat may go: the task that it is for cannot wait longer. */
export function heartbeatExpiry(at: number): number {
  return documentExpiry(at + LONGEST_RUN_MS);
}
