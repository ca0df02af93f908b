import type { StateType } from '../definition.ts';
import { runtimeFailure } from '../errors.ts';
import { Payload } from '../payload.ts';
import type { Outcome, TaskCall } from '../states/outcome.ts';
import { enterState, leaveState } from '../states/states.ts';
import type { CompiledState } from './compile.ts';
import { dataLimitFailure } from './data-limit.ts';
import { UnknownActivity } from './facts.ts';
import { catchFailure, failState, handleFailure } from './failing.ts';
import { leave } from './leave.ts';
import { fork, iterate } from './fork.ts';
import { redriveMapRun, startMapRun, startMapState } from './map-run.ts';
import type { Frame, Pend } from './snapshot.ts';
import { recordScheduled, recordStarted } from './task-events.ts';
import type { Visit } from './visit.ts';
import type { WorkingSet } from './working-set.ts';

/**
 * Lets one frame take one step. Handlers read before anything is changed, so a step that throws can be taken again:
 * what is recorded before a handler runs moves the frame to a phase that does not record it a second time.
 */
export function step(set: WorkingSet, frame: Frame): void {
  switch (frame.phase) {
    case 'enter':
      enter(set, frame);
      work(set, frame);
      return;
    case 'again':
      work(set, frame);
      return;
    case 'start':
      frame.previous = recordStarted(set, set.state(frame), frame.previous);
      frame.phase = 'blocked';
      return;
    case 'succeeded':
      finish(set, frame, frame.result ?? frame.input);
      return;
    case 'joined':
      join(set, frame);
      return;
    case 'mapRun':
      startMapRun(set, frame);
      return;
    case 'mapRunAgain':
      redriveMapRun(set, frame);
      return;
    case 'iterate':
      iterate(set, frame);
      return;
    case 'failed':
    case 'uncaught':
      handleFailure(set, frame);
      return;
    case 'catching':
      catchFailure(set, frame);
      return;
    case 'blocked':
  }
}

function enter(set: WorkingSet, frame: Frame): void {
  const { name, type } = set.state(frame);
  frame.entered = set.record(`${type}StateEntered`, frame.previous, { name, input: frame.input });
  frame.previous = frame.entered;
  frame.enteredAt = set.now;
  frame.retries = 0;
  delete frame.tries;
  frame.phase = 'again';
}

function work(set: WorkingSet, frame: Frame): void {
  const visit = set.visit(frame);
  if (visit.state.unsupported) throw visit.state.unsupported;
  const begin = enterState[visit.state.type] as (visit: Visit) => Outcome;
  apply(set, frame, begin(visit));
}

function finish(set: WorkingSet, frame: Frame, result: Payload): void {
  const visit = set.visit(frame);
  const end = leaveState[visit.state.type as keyof typeof leaveState] as (visit: Visit, result: Payload) => Outcome;
  apply(set, frame, end(visit, result));
}

/** …StateSucceeded is a leaf: the state's exit points back to the same event as it does. */
function join(set: WorkingSet, frame: Frame): void {
  const { results, last } = set.join(frame);
  const result = Payload.ofValue(results.map((output) => (output ?? Payload.ofValue(null)).value));
  set.record(`${containerType(set.state(frame).type)}StateSucceeded`, last, undefined);
  frame.previous = last;
  frame.result = result;
  frame.phase = 'succeeded';
  delete frame.join;
  finish(set, frame, result);
}

function apply(set: WorkingSet, frame: Frame, outcome: Outcome): void {
  switch (outcome.type) {
    case 'exit':
      leave(set, frame, outcome);
      return;
    case 'wait':
      frame.phase = 'blocked';
      if (outcome.until > set.now) {
        set.addPend({ frame: frame.id, attempt: 0, kind: 'wait', status: 'waiting', due: outcome.until });
      } else {
        frame.phase = 'succeeded';
        set.enqueue(frame.id);
      }
      return;
    case 'task':
      schedule(set, frame, outcome);
      return;
    case 'fork':
      fork(set, frame, outcome);
      return;
    case 'mapRun':
      startMapState(set, frame, outcome);
      return;
    case 'fail':
      failState(set, frame, {
        ...(outcome.error === undefined ? {} : { error: outcome.error }),
        ...(outcome.cause === undefined ? {} : { cause: outcome.cause }),
      });
  }
}

function schedule(set: WorkingSet, frame: Frame, call: TaskCall): void {
  const state = set.state(frame);
  const failure = dataLimitFailure(call.parameters, state.name);
  if (failure) {
    failState(set, frame, failure);
    return;
  }
  const { timeoutSeconds, heartbeatSeconds } = call;
  const kind = pendKind(set, frame);
  if (kind === 'activity') checkActivity(set, state);
  frame.previous = recordScheduled(set, state, frame.previous, call);
  set.addPend({
    frame: frame.id,
    attempt: frame.retries,
    kind,
    status: 'scheduled',
    call: {
      resource: state.definition.Type === 'Task' ? state.definition.Resource : '',
      parameters: call.parameters,
      scheduledAt: set.now,
    },
    ...(timeoutSeconds === undefined ? {} : { due: set.now + timeoutSeconds * 1000 }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }),
  });
  frame.phase = kind === 'activity' ? 'blocked' : 'start';
  if (kind !== 'activity') set.enqueue(frame.id);
}

/** A task for an activity that is gone is not even scheduled (recorded). */
function checkActivity({ facts: { activities } }: WorkingSet, { definition }: CompiledState): void {
  if (activities === undefined || definition.Type !== 'Task') return;
  const { Resource: activityArn } = definition;
  const exists = activities.get(activityArn);
  if (exists === undefined) throw new UnknownActivity(activityArn);
  if (!exists) throw runtimeFailure(`The activity ${activityArn} does not exist.`);
}

function pendKind(set: WorkingSet, frame: Frame): Pend['kind'] {
  const { target } = set.state(frame);
  if (target?.kind === 'activity') return 'activity';
  if (target?.kind !== 'service' || target.pattern === 'requestResponse') return 'task';
  return target.pattern === 'sync' ? 'sync' : 'token';
}

function containerType(type: StateType): 'Map' | 'Parallel' {
  return type === 'Map' ? 'Map' : 'Parallel';
}
