import { ErrorName } from '../errors.ts';
import type { Payload } from '../payload.ts';
import type { Exit } from '../states/outcome.ts';
import { dataLimitFailure } from './data-limit.ts';
import { succeed } from './end.ts';
import { failState } from './failing.ts';
import { childEnded } from './fork.ts';
import type { Frame } from './snapshot.ts';
import { exceedsVariableLimits } from './variable-limits.ts';
import type { WorkingSet } from './working-set.ts';

/** Records …StateExited and moves on: to the next state, or out of the frame. */
export function leave(set: WorkingSet, frame: Frame, exit: Exit): void {
  const state = set.state(frame);
  const { output, assigned } = exit;
  const failure = dataLimitFailure(output, state.name);
  if (failure) {
    failState(set, frame, failure);
    return;
  }
  if (assigned && exceedsVariableLimits(assigned, frame, set.readFrames())) {
    failState(set, frame, { error: ErrorName.dataLimitExceeded, cause: variablesTooLarge(state.name) });
    return;
  }
  if (state.type !== 'Fail') {
    frame.previous = set.record(`${state.type}StateExited`, frame.previous, {
      name: state.name,
      output,
      assignedVariables: assigned && textsOf(assigned),
    });
  }
  if (assigned) frame.variables = { ...frame.variables, ...assigned };
  delete frame.result;
  delete frame.mapRun;
  delete frame.failure;
  delete frame.aborted;
  const next = exit.next ?? ('Next' in state.definition ? state.definition.Next : undefined);
  set.observer?.left({ ...exit, next });
  if (next === undefined) endOfFrame(set, frame, output);
  else {
    frame.state = next;
    frame.input = output;
    frame.phase = 'enter';
    set.enqueue(frame.id);
  }
}

/** The words are a guess. */
function variablesTooLarge(name: string): string {
  return `The state '${name}' assigned variables with a size exceeding the maximum number of bytes service limit.`;
}

function endOfFrame(set: WorkingSet, frame: Frame, output: Payload): void {
  if (frame.parent === 0) succeed(set, frame.previous, output);
  else childEnded(set, frame, output);
}

function textsOf(assigned: Readonly<Record<string, Payload>>): Record<string, string> {
  return Object.fromEntries(Object.entries(assigned).map(([name, value]) => [name, value.text]));
}
