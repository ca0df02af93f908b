import type { Ms } from './execution-store.ts';

/** How long an execution is kept after it has ended, and its name with it (AWS: 90 days). */
export const RETENTION_MS: Ms = 90 * 24 * 60 * 60 * 1000;

/** No execution runs longer than a year; a week to spare. */
export const LONGEST_RUN_MS: Ms = 372 * 24 * 60 * 60 * 1000;

/** When what belongs to an execution may be forgotten, whatever becomes of it: it is not written again at its end. */
export function forgottenAfter(startDate: Ms): Ms {
  return startDate + LONGEST_RUN_MS + RETENTION_MS;
}

export interface Forgotten {
  readonly executionArns: readonly string[];
  /** Where to go on; undefined when there is no more to look at. */
  readonly next?: number;
}

/** What a store can do that keeps everything until it is told to forget it. DynamoDB forgets by itself. */
export interface ExecutionRetention {
  /**
   * Deletes executions that ended before a time, with their histories: one batch, of those that were started first.
   * @param from undefined to begin with
   */
  forgetEnded(before: Ms, from?: number): Promise<Forgotten>;
}
