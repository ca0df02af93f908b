import type { Advanced } from '../asl/machine/advance.ts';
import { nextDue, type Pend, type Snapshot } from '../asl/machine/snapshot.ts';
import type { Stimulus, TaskStimulus } from '../asl/machine/stimulus.ts';
import type { Execution, Ms } from '../ports/execution-store.ts';
import type { Delivery, Message } from '../ports/queue.ts';
import { afterEnd, stopNested } from './after-end.ts';
import { Calls } from './calls.ts';
import { claimScheduled, isLost, LEASE_MARGIN_MS, recoverLost } from './claims.ts';
import { commit, type Committed } from './commit.ts';
import type { EngineContext } from './context.ts';
import { headAfter } from './head.ts';
import { advanceLoaded, loadExecution, type LoadedExecution } from './loaded-execution.ts';
import { sendWake, wakeMessage } from './messages.ts';
import { endedChildren } from './nested.ts';
import { planWake } from './wake.ts';

/** A message whose commit is not there yet may be early; after this long its sender has died (commit protocol). */
const EARLY_MS = 60_000;
const EARLY_RETRY_MS = 1_000;
/** Calls one turn makes at the same time. */
const CAPACITY = 64;
/** This close to its hard end a turn starts no more calls. */
const LAST_CALL_MS = 5_000;

/** One turn: who takes it, and when the process may be killed. */
interface Turn {
  readonly id: string;
  readonly lineage: string;
  /** Milliseconds since the epoch; Infinity where nobody kills turns. */
  readonly deadline: Ms;
  readonly calls: Calls;
  /** Stimuli that have not been committed. */
  pending: Stimulus[];
  sequence: number;
}

/**
 * Wakes one execution: load, advance, commit, call, until nothing of this turn is outstanding; then deletes the message.
 * The message that is not deleted is what brings the execution back if this process dies (commit protocol: R1–R11).
 * Rejects when the store or queue cannot be reached; the message then comes again.
 */
export async function takeTurn(context: EngineContext, delivery: Delivery, deadline: Ms): Promise<void> {
  const { message } = delivery;
  const turn: Turn = {
    id: `${context.exclusiveOwner ?? 'turn'}/${context.newId()}`,
    lineage: message.lineage,
    deadline,
    calls: new Calls(context),
    pending: message.stimulus ? [message.stimulus] : [],
    sequence: 0,
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
  let execution = first;
  if (execution.head.status === 'RUNNING') {
    const loaded = await loadExecution(context, execution);
    const lease = leaseOfTwin(context, turn, loaded);
    if (lease !== undefined) return lookAgain(context, message, lease);
    await resendWake(context, turn, execution);
    turn.pending.push(...(await endedChildren(context, loaded)));
    const last = await takeSteps(context, turn, loaded);
    execution = last.execution;
    if (execution.head.status === 'RUNNING') await guardOthers(context, turn, last, message);
  }
  if (execution.head.status !== 'RUNNING') await afterEnd(context, execution);
  return true;
}

/** Advances and commits until nothing of this turn is outstanding; answers the execution as it then is. */
async function takeSteps(context: EngineContext, turn: Turn, start: LoadedExecution): Promise<LoadedExecution> {
  let loaded = start;
  for (;;) {
    const { stored, settled } = await stepAndCommit(context, turn, loaded);
    if (stored.execution.head.status !== 'RUNNING') {
      turn.calls.abortAll();
      return stored;
    }
    turn.calls.keepOnly(stored.snapshot.pends);
    if (childrenStarted(loaded.snapshot, stored.snapshot)) {
      turn.pending.push(...(await endedChildren(context, stored)));
    }
    loaded = stored;
    if (settled && turn.pending.length === 0) return loaded;
    if (turn.pending.length > 0 || hasMore(loaded.snapshot) || turn.calls.size === 0) continue;
    const due = nextDue(loaded.snapshot);
    const wait = due === undefined ? undefined : Math.max(0, due - context.clock.now());
    const answers = await turn.calls.next(wait);
    turn.pending.push(...answers);
  }
}

/** Can this turn go on by itself? */
function hasMore({ runQueue, cancellations }: Snapshot): boolean {
  return runQueue.length > 0 || cancellations.length > 0;
}

/** A nested execution may have ended before its parent knew that it waits for it. */
function childrenStarted(before: Snapshot, after: Snapshot): boolean {
  for (const { id, call } of after.pends.values()) {
    if (call?.child !== undefined && before.pends.get(id)?.call?.child === undefined) return true;
  }
  return false;
}

interface Step {
  /** The execution as it is stored now. */
  readonly stored: LoadedExecution;
  /** Nothing of this turn is outstanding, and what wakes the execution next is stored as well. */
  readonly settled: boolean;
}

/** One advance and its commit. After a lost race the stimuli are kept and the newer version is answered. */
async function stepAndCommit(context: EngineContext, turn: Turn, loaded: LoadedExecution): Promise<Step> {
  const { clock } = context;
  const stimuli = turn.pending;
  turn.pending = [];
  const before = await stopNested(context, loaded.snapshot);
  const now = clock.now();
  const lost = recoverLost(before, context.tasks, lostCalls(context, turn, before, now));
  const beats = await heartbeats(context, loaded, now);
  const all = [...beats, ...lost.stimuli, ...stimuli];
  const advanced = await advanceLoaded(context, loaded, lost.snapshot, all, now);
  const claim = { owner: turn.id, lease: Math.min(turn.deadline + LEASE_MARGIN_MS, FAR), guard: turn.lineage };
  const capacity = turn.deadline - now < LAST_CALL_MS ? 0 : CAPACITY - turn.calls.size;
  const { snapshot, claimed } = claimScheduled(advanced.snapshot, claim, capacity);
  const goesOn = claimed.length > 0 || hasMore(snapshot) || turn.calls.isAwaited(snapshot.pends);
  const outcome = await store(context, turn, loaded, { ...advanced, snapshot }, before, claimed, goesOn, now);
  if (!outcome.committed) {
    return { stored: await adopt(context, turn, stimuli, outcome.execution, loaded), settled: false };
  }
  const stored = { ...loaded, execution: outcome.execution, snapshot };
  await start(turn, stored, claimed);
  return { stored, settled: !goesOn };
}

/** Leases are stored as JSON, which has no Infinity. */
const FAR = Number.MAX_SAFE_INTEGER;

/** Commits what changed; arms a wake unless the turn goes on. */
async function store(
  context: EngineContext,
  turn: Turn,
  loaded: LoadedExecution,
  advanced: Advanced,
  before: Snapshot,
  claimed: readonly Pend[],
  goesOn: boolean,
  now: Ms,
): Promise<Committed> {
  const { execution } = loaded;
  const { snapshot, end } = advanced;
  const plan = goesOn || end ? { wake: execution.head.wake } : planWake(context, execution.head, snapshot, turn, now);
  const changed = advanced.changed || before !== loaded.snapshot || claimed.length > 0;
  const rearmed = !goesOn && !end && (plan.wake !== execution.head.wake || plan.dueAt !== execution.head.dueAt);
  if (!changed && !rearmed) return { committed: true, execution };
  turn.sequence += 1;
  const head = headAfter(execution.head, `${turn.id}:${turn.sequence}`, advanced, snapshot, plan);
  const outcome = await commit(context, execution, head, advanced.events, { ...loaded, snapshot });
  if (outcome.committed && 'sendIn' in plan && plan.wake) {
    await sendWake(context, execution.record.executionArn, Math.max(0, plan.wake.at - context.clock.now()));
  }
  return outcome;
}

/** Somebody else was faster, or we cannot know: takes the stored version and starts the claims of ours in it (R3). */
async function adopt(
  context: EngineContext,
  turn: Turn,
  stimuli: readonly Stimulus[],
  execution: Execution,
  loaded: LoadedExecution,
): Promise<LoadedExecution> {
  if (execution.head.status !== 'RUNNING') return { ...loaded, execution };
  const current = await loadExecution(context, execution);
  turn.pending = [...stimuli, ...turn.pending];
  const mine = [...current.snapshot.pends.values()].filter(
    ({ id, claim }) => claim?.owner === turn.id && !turn.calls.has(id),
  );
  await start(turn, current, mine);
  return current;
}

async function start(turn: Turn, loaded: LoadedExecution, pends: readonly Pend[]): Promise<void> {
  for (const pend of pends) await turn.calls.start(loaded, pend);
}

function lostCalls(context: EngineContext, turn: Turn, snapshot: Snapshot, now: Ms): readonly Pend[] {
  return [...snapshot.pends.values()].filter(
    ({ id, status, claim }) =>
      status === 'running' && claim && !turn.calls.has(id) && claim.owner !== turn.id && isLost(context, claim, now),
  );
}

/** Heartbeats are kept beside the head; they are read only when one seems to be missing. */
async function heartbeats(
  context: EngineContext,
  { snapshot, execution }: LoadedExecution,
  now: Ms,
): Promise<TaskStimulus[]> {
  const due = [...snapshot.pends.values()].some(
    ({ heartbeatDue }) => heartbeatDue !== undefined && heartbeatDue <= now,
  );
  if (!due) return [];
  const beats = await context.executions.heartbeats(execution.record.executionArn);
  return beats.map(({ pend, attempt, at }) => ({ type: 'heartbeat', pend, attempt, at }));
}

/** When the turn must be over that this message's twin is taking; undefined when there is none (R7). */
function leaseOfTwin(context: EngineContext, turn: Turn, { snapshot }: LoadedExecution): Ms | undefined {
  return liveLease(context, snapshot, context.clock.now(), (guard) => guard === turn.lineage);
}

/**
 * Leaves the turn to the twin and comes back when it must be over. A queue in the turn's own process has kept the
 * message for that turn and delivers it again by itself.
 */
async function lookAgain(context: EngineContext, message: Message, lease: Ms): Promise<boolean> {
  if (context.exclusiveOwner !== undefined) return false;
  await context.queue.send(message, delayUntil(context, lease, context.clock.now()));
  return true;
}

/** Never gives up a message while somebody else's call is under way: a copy guards it to the end of its lease (R7). */
async function guardOthers(
  context: EngineContext,
  turn: Turn,
  { snapshot }: LoadedExecution,
  message: Message,
): Promise<void> {
  if (context.exclusiveOwner !== undefined) return;
  const now = context.clock.now();
  const lease = liveLease(context, snapshot, now, () => true, turn.id);
  if (lease === undefined) return;
  const { stimulus, ...copy } = message;
  await context.queue.send(copy, delayUntil(context, lease, now));
}

function liveLease(
  context: EngineContext,
  snapshot: Snapshot,
  now: Ms,
  guards: (guard: string) => boolean,
  except?: string,
): Ms | undefined {
  let latest: Ms | undefined;
  for (const { claim, status } of snapshot.pends.values()) {
    if (status !== 'running' || !claim || claim.owner === except || !guards(claim.guard)) continue;
    if (!isLost(context, claim, now) && claim.lease > (latest ?? 0)) latest = claim.lease;
  }
  return latest;
}

function delayUntil(context: EngineContext, lease: Ms, now: Ms): number {
  return Math.min(Math.max(lease - now + 1, 0), context.queue.maxDelayMs);
}

/** The turn that armed this wake may have died before it sent it; whoever sees its message again sends it (R5). */
async function resendWake(context: EngineContext, turn: Turn, { record, head }: Execution): Promise<void> {
  const { wake } = head;
  if (wake?.by !== turn.lineage) return;
  await context.queue.send(wakeMessage(context, record.executionArn), Math.max(0, wake.at - context.clock.now()));
}
