import { ErrorName } from '../errors.ts';
import type { Failure } from './snapshot.ts';

/** Does an ErrorEquals list name this failure? A failure without an error name is named by States.ALL alone. */
export function matches(errorEquals: readonly string[], failure: Failure): boolean {
  return errorEquals.some((name) => {
    if (name === failure.error || (failure.heartbeat && name === ErrorName.heartbeatTimeout)) return true;
    // States.ALL includes States.DataLimitExceeded (recorded), whatever the docs say.
    if (name === ErrorName.all) return failure.error !== ErrorName.runtime;
    return name === ErrorName.taskFailed && !notTaskFailed.has(failure.error ?? '');
  });
}

const notTaskFailed: ReadonlySet<string> = new Set([ErrorName.timeout, ErrorName.runtime, ErrorName.dataLimitExceeded]);
