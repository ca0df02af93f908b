import { Payload } from '../payload.ts';
import { dataLimitFailure } from './data-limit.ts';
import { endWith } from './end.ts';
import { redrive } from './redrive.ts';
import { withinLimits } from './failure-limits.ts';
import { mapRunFailed, mapRunSucceeded } from './map-run.ts';
import { POLL_MS, type Failure, type Frame, type Pend, type Snapshot, type UnfinishedJob } from './snapshot.ts';
import type { Stimulus, TaskStimulus } from './stimulus.ts';
import { recordFailed, recordSubmitted, recordSucceeded, taskLabel } from './task-events.ts';
import type { WorkingSet } from './working-set.ts';

/** Would this stimulus change anything? False when what it is for no longer waits for it. */
export function accepts(snapshot: Snapshot, stimulus: TaskStimulus): boolean {
  return awaits(snapshot.pends.get(stimulus.pend), stimulus);
}

function awaits(pend: Pend | undefined, stimulus: TaskStimulus): pend is Pend {
  if (pend?.attempt !== stimulus.attempt) return false;
  const hasJob = pend.call?.job !== undefined;
  if (stimulus.type === 'stillRunning') return hasJob && pend.status !== 'waiting';
  if (stimulus.type === 'submitted' || stimulus.type === 'refused') return !hasJob && pend.status !== 'waiting';
  // The first callback counts, even when it has to wait for the answer of the call.
  if (pend.early) return false;
  if (pend.kind !== 'activity') return stimulus.type !== 'activityStarted';
  // A worker can only answer an activity task that it was given, and it is given to one worker.
  return (pend.started === true) !== (stimulus.type === 'activityStarted');
}

/** Applies one stimulus; one that is late, repeated or for something else changes nothing (commit protocol: R9). */
export function applyStimulus(set: WorkingSet, stimulus: Stimulus): void {
  if (stimulus.type === 'stop') {
    endWith(set, 'ExecutionAborted', 0, stimulus);
    return;
  }
  if (stimulus.type === 'redrive') {
    redrive(set);
    return;
  }
  const pend = set.pend(stimulus.pend);
  if (awaits(pend, stimulus)) applyToPend(set, pend, stimulus);
}

function applyToPend(set: WorkingSet, pend: Pend, stimulus: TaskStimulus): void {
  const frame = set.frame(pend.frame);
  switch (stimulus.type) {
    case 'heartbeat':
      beat(set, pend, stimulus.at);
      return;
    case 'activityStarted':
      startActivity(set, pend, frame, stimulus.workerName);
      return;
    case 'submitted':
      submit(set, pend, frame, stimulus);
      return;
    case 'stillRunning':
      lookAgain(set, pend, stimulus.unfinished);
      return;
    case 'refused':
      // A callback proves that the request got through: it was its answer that got lost.
      if (pend.early) answerEarly(set, pend, pend.early);
      else settleFailed(set, pend, frame, stimulus);
      return;
    case 'succeeded':
    case 'failed':
      if (overtakesSubmission(pend)) set.replacePend({ ...pend, early: stimulus });
      else if (stimulus.type === 'failed') settleFailed(set, pend, frame, stimulus);
      else settleSucceeded(set, pend, frame, Payload.ofText(stimulus.output));
  }
}

/** A callback can be here before the answer of the very call that handed out its token. */
function overtakesSubmission({ kind, status, call }: Pend): boolean {
  return (kind === 'token' || kind === 'sync') && status !== 'waiting' && call?.job === undefined;
}

/** Lets a callback count that has waited for the answer of its call. */
export function answerEarly(set: WorkingSet, { claim, early, ...pend }: Pend, callback: Stimulus): void {
  set.replacePend({ ...pend, status: 'waiting' });
  applyStimulus(set, callback);
}

function beat(set: WorkingSet, pend: Pend, at: number): void {
  if (pend.heartbeatSeconds === undefined || pend.heartbeatDue === undefined) return;
  const due = at + pend.heartbeatSeconds * 1000;
  if (due > pend.heartbeatDue) set.replacePend({ ...pend, heartbeatDue: due });
}

function startActivity(set: WorkingSet, pend: Pend, frame: Frame, workerName: string | undefined): void {
  frame.previous = set.record('ActivityStarted', frame.previous, { workerName });
  const { claim, ...unclaimed } = pend;
  set.replacePend({ ...unclaimed, status: 'waiting', started: true, ...heartbeatFrom(set.now, pend) });
}

function submit(
  set: WorkingSet,
  pend: Pend,
  frame: Frame,
  stimulus: Extract<TaskStimulus, { type: 'submitted' }>,
): void {
  const { claim, early, ...unclaimed } = pend;
  const { child, polled, unfinished } = stimulus;
  const waiting: Pend = { ...unclaimed, status: 'waiting' };
  if (pend.kind === 'activity' || pend.kind === 'mapRun') {
    set.replacePend(waiting);
    return;
  }
  frame.previous = recordSubmitted(set, set.state(frame), frame.previous, Payload.ofText(stimulus.output));
  set.replacePend({
    ...waiting,
    ...heartbeatFrom(set.now, pend),
    ...(polled === true ? { pollDue: set.now + POLL_MS } : {}),
    ...(child === undefined || !pend.call ? {} : { call: { ...pend.call, child } }),
    ...(unfinished && awaitJob(set.now, pend, unfinished)),
  });
  if (early) applyStimulus(set, early);
}

function lookAgain(set: WorkingSet, { claim, ...pend }: Pend, unfinished: UnfinishedJob): void {
  set.replacePend({ ...pend, status: 'waiting', ...awaitJob(set.now, pend, unfinished) });
}

function awaitJob(now: number, { call }: Pend, { job, lookInMs }: UnfinishedJob): Pick<Pend, 'pollDue' | 'call'> {
  return call ? { pollDue: now + lookInMs, call: { ...call, job } } : {};
}

/** The heartbeat clock starts when somebody is there to send heartbeats. */
function heartbeatFrom(now: number, pend: Pend): Pick<Pend, 'heartbeatDue'> {
  return pend.heartbeatSeconds === undefined ? {} : { heartbeatDue: now + pend.heartbeatSeconds * 1000 };
}

function settleSucceeded(set: WorkingSet, pend: Pend, frame: Frame, output: Payload): void {
  const state = set.state(frame);
  const failure = dataLimitFailure(output, taskLabel(state));
  if (failure) {
    settleFailed(set, pend, frame, failure);
    return;
  }
  if (pend.kind === 'mapRun') {
    mapRunSucceeded(set, pend, frame, output);
    return;
  }
  set.settlePend(pend);
  frame.previous = recordSucceeded(set, state, frame.previous, output);
  frame.result = output;
  frame.phase = 'succeeded';
  set.enqueue(frame.id);
}

function settleFailed(set: WorkingSet, pend: Pend, frame: Frame, failure: Failure): void {
  if (pend.kind === 'mapRun') {
    mapRunFailed(set, pend, frame, failure);
    return;
  }
  set.settlePend(pend);
  const { error, cause } = withinLimits(failure);
  frame.failure = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  frame.previous = recordFailed(set, set.state(frame), frame.previous, frame.failure);
  frame.phase = 'failed';
  set.enqueue(frame.id);
}
