import type { Catcher, Retrier } from '../definition.ts';
import { ErrorName, StateFailure } from '../errors.ts';
import { Payload } from '../payload.ts';
import { assignments, placeResult } from '../states/json-path-flow.ts';
import type { Exit } from '../states/outcome.ts';
import { abortChildren } from './abort.ts';
import { chanceOf } from './chance.ts';
import { endWith } from './end.ts';
import { matches } from './error-match.ts';
import { leave } from './leave.ts';
import { retryDelay } from './retry-delay.ts';
import type { Failure, Frame } from './snapshot.ts';
import type { WorkingSet } from './working-set.ts';

/** A step could not be taken: words the cause as AWS does and lets the state handle it. */
export function failStep(set: WorkingSet, frame: Frame, failure: StateFailure): void {
  const cause = `An error occurred while executing the state '${frame.state}' (entered at the event id #${frame.entered}). ${failure.detail}`;
  failState(set, frame, { error: failure.error, cause });
}

/** The state fails. While it catches an error, its own retriers and catchers are not asked again. */
export function failState(set: WorkingSet, frame: Frame, failure: Failure): void {
  frame.failure = failure;
  if (frame.phase !== 'catching') frame.phase = 'failed';
  handleFailure(set, frame);
}

/** Retry, then catch, then fail whatever contains the state (spec: Errors, Retry, Catch). */
export function handleFailure(set: WorkingSet, frame: Frame): void {
  const failure = frame.failure ?? {};
  if (failure.error === ErrorName.runtime) {
    // Ends the execution wherever it happens, without a word from the states around it (measured).
    endWith(set, 'ExecutionFailed', frame.previous, failure);
    return;
  }
  const { definition, type } = set.state(frame);
  const asked = frame.phase !== 'catching';
  const retriers = asked && 'Retry' in definition ? (definition.Retry ?? []) : [];
  if (retry(set, frame, failure, retriers)) return;
  if (failure.inner && (type === 'Map' || type === 'Parallel')) {
    frame.previous = set.record(`${type}StateFailed`, frame.previous, undefined);
  }
  const catchers = asked && 'Catch' in definition ? (definition.Catch ?? []) : [];
  const catcher = catchers.find(({ ErrorEquals }) => matches(ErrorEquals, failure));
  if (catcher) caught(set, frame, failure, catcher);
  else if (frame.parent === 0) endWith(set, 'ExecutionFailed', frame.previous, failure);
  else failParent(set, frame, failure);
}

function failParent(set: WorkingSet, child: Frame, failure: Failure): void {
  const parent = set.frame(child.parent);
  abortChildren(set, parent, child.previous, child);
  parent.previous = child.previous;
  parent.failure = { ...failure, inner: true };
  parent.phase = 'failed';
  handleFailure(set, parent);
}

/** The first retrier that names the error decides; when its attempts are used up, no later one is asked. */
function retry(set: WorkingSet, frame: Frame, failure: Failure, retriers: readonly Retrier[]): boolean {
  const index = retriers.findIndex(({ ErrorEquals }) => matches(ErrorEquals, failure));
  const retrier = retriers[index];
  if (!retrier) return false;
  const tries = retriers.map((_, at) => frame.tries?.[at] ?? 0);
  const used = tries[index] ?? 0;
  if (used >= (retrier.MaxAttempts ?? 3)) return false;
  tries[index] = used + 1;
  const delay = retryDelay(retrier, used, chanceOf(set.facts.executionArn, set.nextEvent));
  frame.tries = tries;
  frame.phase = 'blocked';
  delete frame.failure;
  set.addPend({ frame: frame.id, attempt: 0, kind: 'retry', status: 'waiting', due: set.now + delay });
  return true;
}

function caught(set: WorkingSet, frame: Frame, failure: Failure, catcher: Catcher): void {
  frame.phase = 'catching';
  let exit: Exit;
  try {
    exit = exitByCatcher(set, frame, failure, catcher);
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    failStep(set, frame, error);
    return;
  }
  leave(set, frame, exit);
}

function exitByCatcher(set: WorkingSet, frame: Frame, failure: Failure, catcher: Catcher): Exit {
  const errorOutput = Payload.ofValue({ Error: failure.error ?? null, Cause: causeOf(failure) });
  return {
    type: 'exit',
    output: placeResult(catcher.ResultPath, frame.input, errorOutput),
    assigned: assignments(catcher.Assign, errorOutput, set.visit(frame)),
    next: catcher.Next,
  };
}

/** A time-out has no cause, which a catcher sees as an empty text; a callback without a cause shows null (recorded). */
function causeOf({ error, cause }: Failure): string | null {
  return cause ?? (error === ErrorName.timeout ? '' : null);
}
