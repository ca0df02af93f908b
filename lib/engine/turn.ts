import { nextDue, type Snapshot } from '../asl/machine/snapshot.ts';
import type { Stimulus } from '../asl/machine/stimulus.ts';
import type { Execution, Ms } from '../ports/execution-store.ts';
import type { Delivery, Message } from '../ports/queue.ts';
import { StoreUnavailable } from '../ports/store-unavailable.ts';
import { afterEnd } from './after-end.ts';
import { Calls } from './calls.ts';
import { EARLY_MS, EARLY_RETRY_MS, ProcessEnds, STORE_RETRY_MS, type EngineContext } from './context.ts';
import { guardOthers, isSuperseded, leaseOfTwin, lookAgain, resendWake } from './guards.ts';
import { loadExecution, type LoadedExecution } from './loaded-execution.ts';
import { stopJobsAtEnd } from './jobs.ts';
import { isMapRunArn } from './map-run/child-arn.ts';
import { isOrphan } from './map-run/is-orphan.ts';
import { takeMapRunTurn } from './map-run/take-map-run-turn.ts';
import { endedChildren } from './nested.ts';
import { stop } from './stop.ts';
import { hasMore, stepAndCommit, type Step } from './turn-step.ts';

/** A timer of Node's cannot be longer than 24.8 days; looking in between does no harm. */
const LONGEST_SLEEP_MS = 86_400_000;

/** One turn: who takes it, and when the process may be killed. */
export interface Turn {
  readonly id: string;
  readonly lineage: string;
  /** Milliseconds since the epoch; Infinity where nobody kills turns. */
  readonly deadline: Ms;
  readonly calls: Calls;
  /** Stimuli that have not been committed. */
  pending: Stimulus[];
  /** Commits that were tried. */
  sequence: number;
  /** Its message is an armed wake that has been replaced by a later one, or only looks after somebody else's call. */
  superseded: boolean;
}

/**
 * Wakes one execution: load, advance, commit, call, until nothing of this turn is outstanding; then deletes the message.
 * The message that is not deleted is what brings the execution back if this process dies (commit protocol: R1–R11).
 * Rejects when the store or queue cannot be reached; the message then comes again.
 */
export async function takeTurn(context: EngineContext, delivery: Delivery, deadline: Ms): Promise<void> {
  const { message } = delivery;
  if (isMapRunArn(message.executionArn)) {
    await takeMapRunTurn(context, delivery, deadline);
    return;
  }
  const turn: Turn = {
    id: `${context.exclusiveOwner ?? 'turn'}/${context.newId()}`,
    lineage: message.lineage,
    deadline,
    calls: new Calls(context),
    pending: [],
    sequence: 0,
    superseded: false,
  };
  context.turns.add(turn.id);
  try {
    if (await isDone(context, turn, message)) await delivery.delete();
  } finally {
    context.turns.delete(turn.id);
    turn.calls.abortAll();
  }
}

/** Takes the turn; the answer says whether its message may go. */
async function isDone(context: EngineContext, turn: Turn, message: Message): Promise<boolean> {
  const execution = await context.executions.get(message.executionArn);
  if (execution && !isEarly(message, execution)) return run(context, turn, execution, message);
  if (context.clock.now() - message.sentAt < EARLY_MS) await context.queue.send(message, EARLY_RETRY_MS);
  return true;
}

function isEarly(message: Message, { head }: Execution): boolean {
  return head.version < (message.announces ?? 0);
}

async function run(context: EngineContext, turn: Turn, first: Execution, message: Message): Promise<boolean> {
  let execution = await unlessOrphan(context, first);
  if (execution.head.status === 'RUNNING') {
    const loaded = await loadExecution(context, execution);
    const lease = leaseOfTwin(context, turn, loaded);
    if (lease !== undefined) return lookAgain(context, message, lease);
    turn.superseded = isSuperseded(message, execution.head);
    await resendWake(context, turn, execution);
    turn.pending.push(...(await endedChildren(context, loaded)));
    const last = await takeSteps(context, turn, loaded);
    execution = last.execution;
    const owes = !turn.superseded || turn.sequence > 0;
    if (execution.head.status === 'RUNNING' && owes) await guardOthers(context, turn, last, message);
  }
  if (execution.head.status !== 'RUNNING') {
    await afterEnd(context, execution);
    await stopJobsAtEnd(context, execution);
  }
  return true;
}

/** A child execution that its map run does not want any more ends before it does anything. */
async function unlessOrphan(context: EngineContext, execution: Execution): Promise<Execution> {
  const { record, head } = execution;
  if (head.status !== 'RUNNING' || !(await isOrphan(context, record))) return execution;
  return (await stop(context, record.executionArn, {})) ?? execution;
}

/** Advances and commits until nothing of this turn is outstanding; answers the execution as it then is. */
async function takeSteps(context: EngineContext, turn: Turn, start: LoadedExecution): Promise<LoadedExecution> {
  let loaded = start;
  for (;;) {
    const { stored, settled } = await stepPatiently(context, turn, loaded);
    if (stored.execution.head.status !== 'RUNNING') {
      await turn.calls.keepOnly(new Map());
      return stored;
    }
    await turn.calls.keepOnly(stored.snapshot.pends);
    if (childrenStarted(loaded.snapshot, stored.snapshot)) {
      turn.pending.push(...(await endedChildren(context, stored)));
    }
    loaded = stored;
    // Where storing takes no time, an endless loop would let nobody else in.
    if (loaded.snapshot.runQueue.length > 0) await context.clock.sleep(0);
    if (settled && turn.pending.length === 0) return loaded;
    if (turn.pending.length > 0 || hasMore(loaded.snapshot) || turn.calls.size === 0) continue;
    const due = nextDue(loaded.snapshot);
    const wait = due === undefined ? undefined : Math.min(Math.max(0, due - context.clock.now()), LONGEST_SLEEP_MS);
    const answers = await turn.calls.next(wait);
    if (context.closing.aborted) throw new ProcessEnds();
    turn.pending.push(...(answers.length > 0 ? answers : await endedChildren(context, loaded)));
  }
}

/**
 * A step, again and again while the store fails: the answers and calls of this turn would count as lost if it gave up.
 * With nothing to lose it tries twice and rejects.
 */
async function stepPatiently(context: EngineContext, turn: Turn, loaded: LoadedExecution): Promise<Step> {
  for (let tries = 1; ; tries += 1) {
    const stimuli = turn.pending;
    try {
      return await stepAndCommit(context, turn, loaded);
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || context.closing.aborted) throw error;
      turn.pending = stimuli;
      if (tries === 1) continue;
      if (stimuli.length + turn.calls.size === 0) throw error;
      const { executionArn } = loaded.execution.record;
      // Once: with many turns waiting, a line for every try would be a flood.
      if (tries === 2) context.log({ message: 'What happened cannot be stored yet', executionArn, error });
    }
    await context.clock.sleep(STORE_RETRY_MS);
  }
}

/** A nested execution may have ended before its parent knew that it waits for it. */
function childrenStarted(before: Snapshot, after: Snapshot): boolean {
  for (const { id, call } of after.pends.values()) {
    if (call?.child !== undefined && before.pends.get(id)?.call?.child === undefined) return true;
  }
  return false;
}
