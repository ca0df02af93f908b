import { StateFailure } from '../errors.ts';
import type { HistoryEvent } from '../history/events.ts';
import type { CompiledMachine } from './compile.ts';
import { endWith } from './end.ts';
import type { ExecutionFacts } from './facts.ts';
import { failStep } from './failing.ts';
import type { StateObserver } from './observer.ts';
import type { End, Frame, Ms, Snapshot } from './snapshot.ts';
import { Suspended } from './suspended.ts';
import { fireTimers } from './timers.ts';
import { step } from './step.ts';
import { applyStimulus } from './apply-stimulus.ts';
import type { Stimulus } from './stimulus.ts';
import { HistoryFull, WorkingSet } from './working-set.ts';

export interface Advanced {
  readonly snapshot: Snapshot;
  readonly events: readonly HistoryEvent[];
  /** Set when the execution ended. */
  readonly end: End | undefined;
  /** False when nothing happened, so that there is nothing to store. */
  readonly changed: boolean;
}

/**
 * A new execution: nothing has happened yet, its first state is about to be entered.
 * @param block the set of states that it runs: 0 for the machine itself, an item processor for a child of a map run
 * @param timeoutSeconds when it is over at the latest
 */
export function begin(
  machine: CompiledMachine,
  facts: ExecutionFacts,
  block = 0,
  timeoutSeconds = block === 0 ? machine.timeoutSeconds : undefined,
): Snapshot {
  const start = facts.startTime;
  return {
    nextEvent: 1,
    nextFrame: 2,
    nextPend: 1,
    runQueue: [1],
    frames: new Map([
      [
        1,
        {
          id: 1,
          parent: 0,
          index: 0,
          block,
          state: machine.blocks[block]?.startAt ?? '',
          phase: 'enter',
          input: facts.input,
          previous: 0,
          entered: 0,
          enteredAt: start,
          retries: 0,
        },
      ],
    ]),
    pends: new Map(),
    ...(timeoutSeconds === undefined ? {} : { deadline: start + timeoutSeconds * 1000 }),
    lastTimestamp: start,
    cancellations: [],
  };
}

/**
 * Takes an execution as far as it goes without the outside world; a promise only where JSONata is evaluated, which
 * nobody outside has to do anything for.
 *
 * Pure: no clock, no chance, no I/O; the given snapshot stays as it was. May throw MissingPayload when the snapshot
 * was decoded and a payload it refers to has not been filled in.
 *
 * @param now milliseconds since the epoch; timers due by then fire
 * @param budget steps after which it stops early, leaving a run queue that is not empty
 * @param observer follows a state that is tested
 */
export function advance(
  machine: CompiledMachine,
  facts: ExecutionFacts,
  snapshot: Snapshot,
  stimuli: readonly Stimulus[],
  now: Ms,
  budget: number,
  observer?: StateObserver,
): Advanced | Promise<Advanced> {
  const set = new WorkingSet(machine, facts, snapshot, now, observer);
  const work = run(set, stimuli, budget);
  const first = work.next();
  return first.done === true ? advancedTo(set) : finish(set, work, first.value);
}

/** Yields what has to be there before it can go on. */
function* run(set: WorkingSet, stimuli: readonly Stimulus[], budget: number): Generator<Promise<void>, void, void> {
  try {
    if (set.nextEvent === 1) recordStart(set);
    for (const stimulus of stimuli) if (!set.end) applyStimulus(set, stimulus);
    if (!set.end) fireTimers(set);
    for (let stop = takeSteps(set, budget); stop;) {
      yield stop.waiting.ready;
      // However long it took to get ready, the step is now taken: the next slice would begin it all over again.
      stop = takeSteps(set, Math.max(1, stop.left - set.settled.rewind()));
    }
  } catch (error) {
    if (!(error instanceof HistoryFull)) throw error;
    endWith(set, 'ExecutionFailed', set.nextEvent - 1, {
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    // There is no room for a redrive, so nothing has to be kept for one.
    set.clear();
  }
}

async function finish(
  set: WorkingSet,
  work: Generator<Promise<void>, void, void>,
  first: Promise<void>,
): Promise<Advanced> {
  await first;
  for (const ready of work) await ready;
  return advancedTo(set);
}

function advancedTo(set: WorkingSet): Advanced {
  return { snapshot: set.snapshot(), events: set.events, end: set.end, changed: set.changed };
}

function recordStart(set: WorkingSet): void {
  const { facts } = set;
  set.record('ExecutionStarted', 0, {
    input: facts.input,
    roleArn: facts.roleArn,
    stateMachineAliasArn: facts.stateMachineAliasArn,
    stateMachineVersionArn: facts.stateMachineVersionArn,
  });
}

/** Stops when all is done, the budget is used up, or a step has to wait; that one is then the next to be taken. */
function takeSteps(
  set: WorkingSet,
  budget: number,
): { readonly waiting: Suspended; readonly left: number } | undefined {
  for (let left = budget; left > 0 && !set.end; left -= 1) {
    const frame = set.nextRunnable();
    if (!frame) return undefined;
    const waiting = takeStep(set, frame);
    if (waiting) {
      set.enqueueFirst(frame.id);
      return { waiting, left };
    }
  }
  return undefined;
}

/** Answers why the step could not be taken yet. */
function takeStep(set: WorkingSet, frame: Frame): Suspended | undefined {
  try {
    step(set, frame);
  } catch (error) {
    if (error instanceof Suspended) return error;
    if (!(error instanceof StateFailure)) throw error;
    failStep(set, frame, error);
  }
  set.settled.clear();
  return undefined;
}
