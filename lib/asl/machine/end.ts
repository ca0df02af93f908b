import type { EventId } from '../history/events.ts';
import type { Payload } from '../payload.ts';
import { rest } from './rest.ts';
import type { WorkingSet } from './working-set.ts';

const statusOf = { ExecutionFailed: 'FAILED', ExecutionTimedOut: 'TIMED_OUT', ExecutionAborted: 'ABORTED' } as const;

interface Reason {
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** Ends the execution with its last event; whatever still ran or waited is at rest until a redrive. */
export function endWith(set: WorkingSet, type: keyof typeof statusOf, previous: EventId, reason: Reason): void {
  set.record(type, previous, { error: reason.error, cause: reason.cause });
  rest(set);
  set.end = {
    status: statusOf[type],
    ...(reason.error === undefined ? {} : { error: reason.error }),
    ...(reason.cause === undefined ? {} : { cause: reason.cause }),
  };
}

export function succeed(set: WorkingSet, previous: EventId, output: Payload): void {
  set.record('ExecutionSucceeded', previous, { output });
  set.clear();
  set.end = { status: 'SUCCEEDED', output };
}
