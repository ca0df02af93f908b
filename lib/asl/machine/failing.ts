import type { Catcher, Retrier } from '../definition.ts';
import { EvaluationFailure } from '../data/jsonata/evaluation-failure.ts';
import { ErrorName, type StateFailure } from '../errors.ts';
import { Payload } from '../payload.ts';
import { abortChildren } from './abort.ts';
import { chanceOf } from './chance.ts';
import { endWith } from './end.ts';
import { matches } from './error-match.ts';
import { withinLimits } from './failure-limits.ts';
import { leave } from './leave.ts';
import { retryDelay } from './retry-delay.ts';
import type { Failure, Frame } from './snapshot.ts';
import type { WorkingSet } from './working-set.ts';

/** A step could not be taken: words the cause as AWS does and lets the state handle it. */
export function failStep(set: WorkingSet, frame: Frame, failure: StateFailure): void {
  const where = `An error occurred while executing the state '${frame.state}' (entered at the event id #${frame.entered}).`;
  const { error = '', cause = '' } = withinLimits({ error: failure.error, cause: `${where} ${failure.detail}` });
  if (failure instanceof EvaluationFailure) recordEvaluationFailed(set, frame, failure, cause);
  if (error !== ErrorName.runtime && frame.join) abortChildren(set, frame, frame.previous);
  failState(set, frame, { error, cause, ...(failure instanceof EvaluationFailure ? { inner: true } : {}) });
}

/**
 * The state fails: that is handled in a step of its own, the very next one, because catchers may have to wait for values.
 * While a state catches an error, its own retriers and catchers are not asked again.
 */
export function failState(set: WorkingSet, frame: Frame, failure: Failure): void {
  frame.failure = withinLimits(failure);
  if (frame.phase !== 'catching') frame.phase = 'failed';
  else frame.phase = 'uncaught';
  set.enqueueFirst(frame.id);
}

/** Retry, then catch, then fail whatever contains the state (spec: Errors, Retry, Catch). */
export function handleFailure(set: WorkingSet, frame: Frame): void {
  const failure = frame.failure ?? {};
  set.observer?.failed(failure);
  if (failure.error === ErrorName.runtime) {
    // Ends the execution wherever it happens, without a word from the states around it (measured).
    endWith(set, 'ExecutionFailed', frame.previous, failure);
    return;
  }
  const asked = frame.phase !== 'uncaught';
  if (asked && retry(set, frame, failure)) return;
  const before = frame.previous;
  const { type } = set.state(frame);
  if (failure.inner && (type === 'Map' || type === 'Parallel')) {
    frame.previous = set.record(`${type}StateFailed`, frame.previous, undefined);
  }
  if (asked && catcherOf(set, frame, failure)) {
    frame.failure = { ...failure, before };
    frame.phase = 'catching';
    set.enqueueFirst(frame.id);
  } else if (frame.parent === 0) endWith(set, 'ExecutionFailed', frame.previous, failure);
  else failParent(set, frame, failure);
}

/** Leaves the state by the first catcher that names the error. */
export function catchFailure(set: WorkingSet, frame: Frame): void {
  const failure = frame.failure ?? {};
  const found = catcherOf(set, frame, failure);
  if (!found) throw new Error(`Nothing catches ${failure.error ?? 'the failure'} in ${frame.state}.`);
  set.observer?.caught(found.index);
  const visit = set.visit(frame);
  const errorOutput = Payload.ofValue({ Error: failure.error ?? null, Cause: causeOf(failure) });
  const exit = visit.state.flow.exitCaught(visit, found.index, errorOutput);
  leave(set, frame, { ...exit, next: found.catcher.Next });
}

function failParent(set: WorkingSet, child: Frame, { error, cause, heartbeat }: Failure): void {
  const parent = set.frame(child.parent);
  abortChildren(set, parent, child.previous, child);
  parent.previous = child.previous;
  failState(set, parent, {
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    ...(heartbeat && { heartbeat }),
    inner: true,
  });
}

/** The first retrier that names the error decides; when its attempts are used up, no later one is asked. */
function retry(set: WorkingSet, frame: Frame, failure: Failure): boolean {
  const { definition } = set.state(frame);
  const retriers: readonly Retrier[] = 'Retry' in definition ? (definition.Retry ?? []) : [];
  const index = retriers.findIndex(({ ErrorEquals }) => matches(ErrorEquals, failure));
  const retrier = retriers[index];
  if (!retrier) return false;
  const tries = retriers.map((_, at) => frame.tries?.[at] ?? 0);
  const used = tries[index] ?? 0;
  if (used >= (retrier.MaxAttempts ?? 3)) {
    set.observer?.retried(index, undefined);
    return false;
  }
  tries[index] = used + 1;
  const delay = retryDelay(retrier, used, chanceOf(set.facts.executionArn, set.nextEvent));
  set.observer?.retried(index, delay);
  frame.tries = tries;
  frame.phase = 'blocked';
  delete frame.failure;
  delete frame.result;
  delete frame.aborted;
  set.addPend({ frame: frame.id, attempt: 0, kind: 'retry', status: 'waiting', due: set.now + delay });
  return true;
}

function catcherOf(
  set: WorkingSet,
  frame: Frame,
  failure: Failure,
): { readonly catcher: Catcher; readonly index: number } | undefined {
  const { definition } = set.state(frame);
  const catchers: readonly Catcher[] = 'Catch' in definition ? (definition.Catch ?? []) : [];
  const index = catchers.findIndex(({ ErrorEquals }) => matches(ErrorEquals, failure));
  const catcher = catchers[index];
  return catcher && { catcher, index };
}

/**
 * A catcher's event points back to what the state's own …StateFailed does (measured), one of a field that is read on
 * entering to what …StateEntered does (recorded), any other to the last event of the path: also when a Wait state is
 * left, which has no event but …StateEntered and may have been entered long ago (guess).
 */
function recordEvaluationFailed(set: WorkingSet, frame: Frame, failure: EvaluationFailure, cause: string): void {
  const { error, location, isLate } = failure;
  const onEntering = frame.previous === frame.entered && frame.phase !== 'succeeded' && !isLate;
  const previous = onEntering ? set.previousOf(frame.entered) : frame.failure?.before;
  const details = { error, cause, location, state: frame.state };
  frame.previous = set.record('EvaluationFailed', previous ?? frame.previous, details);
}

/** A time-out has no cause, which a catcher sees as an empty text; a callback without a cause shows null (recorded). */
function causeOf({ error, cause }: Failure): string | null {
  return cause ?? (error === ErrorName.timeout ? '' : null);
}
