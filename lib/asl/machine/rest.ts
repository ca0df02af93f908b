import { ErrorName } from '../errors.ts';
import { isDistributed } from '../states/distributed.ts';
import type { Aborted, Failure, Frame, Join, Phase } from './snapshot.ts';
import type { WorkingSet } from './working-set.ts';

/**
 * Lays an execution to rest that has not succeeded: nothing waits or runs any more, and every frame stands where a
 * redrive lets it go on (spec: Redrive). What failed or was aborted inside a Parallel or Map state is there again; what
 * succeeded stays as a result.
 */
export function rest(set: WorkingSet): void {
  set.halt();
  for (const frame of set.frames()) restFrame(set, frame);
}

function restFrame(set: WorkingSet, frame: Frame): void {
  const { aborted, failure } = frame;
  // Branches whose results are too large together would be so again, so all of them run again (docs).
  const everythingAgain = failure?.error === ErrorName.dataLimitExceeded;
  if (aborted && !everythingAgain) revive(set, frame, aborted);
  delete frame.aborted;
  if (frame.mapRun && startsAnew(failure)) delete frame.mapRun;
  frame.phase = phaseAtRest(set, frame, everythingAgain);
  // While there is a map run, the result is what it maps over.
  if (frame.phase !== 'succeeded' && !frame.mapRun) delete frame.result;
  delete frame.failure;
  delete frame.tries;
  frame.retries = 0;
}

function revive(set: WorkingSet, frame: Frame, { join, children }: Aborted): void {
  set.setJoin(frame, join);
  for (const child of children) restFrame(set, set.restoreFrame(child));
}

/** A Fail state is entered again; the other states do their work again, and those around go on with what is missing. */
function phaseAtRest(set: WorkingSet, frame: Frame, everythingAgain: boolean): Phase {
  const { type, definition } = set.state(frame);
  if (frame.phase === 'enter' || type === 'Fail') return 'enter';
  if (frame.join) return phaseOfJoin(frame.join);
  if (frame.mapRun) return 'mapRunAgain';
  const isJoined = type === 'Parallel' || (type === 'Map' && !isDistributed(definition));
  return isJoined && frame.result && !everythingAgain ? 'succeeded' : 'again';
}

/** A map run that failed by its data would do so again, so a redrive starts another one (docs). */
function startsAnew(failure: Failure | undefined): boolean {
  return failure?.error === ErrorName.dataLimitExceeded || failure?.error === ErrorName.runtime;
}

function phaseOfJoin({ done, count, vacancies }: Join): Phase {
  if (done === count) return 'joined';
  return vacancies.length > 0 ? 'iterate' : 'blocked';
}
