import type { Advanced } from '../asl/machine/advance.ts';
import type { Pend, Snapshot } from '../asl/machine/snapshot.ts';
import type { Stimulus, TaskStimulus } from '../asl/machine/stimulus.ts';
import type { Execution, Ms } from '../ports/execution-store.ts';
import { advanceRunning } from './advance-running.ts';
import { stopNested } from './after-end.ts';
import { claimScheduled, isLost, LEASE_MARGIN_MS, recoverLost, scheduledCalls } from './claims.ts';
import { commit, type Committed } from './commit.ts';
import type { EngineContext } from './context.ts';
import { resendWake } from './guards.ts';
import { headAfter } from './head.ts';
import { stopJobs } from './jobs.ts';
import { loadExecution, type LoadedExecution } from './loaded-execution.ts';
import { sendArmedWake } from './messages.ts';
import type { Turn } from './turn.ts';
import { planWake } from './wake.ts';

/** Calls one turn makes at the same time. */
const CAPACITY = 64;
/** This close to its hard end a turn starts no more calls. */
const LAST_CALL_MS = 5_000;
/** Leases are stored as JSON, which has no Infinity. */
const FAR = Number.MAX_SAFE_INTEGER;

export interface Step {
  /** The execution as it is stored now. */
  readonly stored: LoadedExecution;
  /** Nothing of this turn is outstanding, and what wakes the execution next is stored as well. */
  readonly settled: boolean;
}

/** One advance and its commit. After a lost race the stimuli are kept and the newer version is answered. */
export async function stepAndCommit(context: EngineContext, turn: Turn, loaded: LoadedExecution): Promise<Step> {
  const { clock } = context;
  const stimuli = turn.pending;
  turn.pending = [];
  const { executionArn } = loaded.execution.record;
  await stopJobs(context, executionArn, loaded.snapshot);
  const before = await stopNested(context, loaded.snapshot);
  const now = clock.now();
  const lost = recoverLost(before, context.tasks, lostCalls(context, turn, before, now));
  const beats = await heartbeats(context, loaded, now);
  const all = [...beats, ...lost.stimuli, ...stimuli];
  const advanced = await advanceRunning(context, loaded, lost.snapshot, all, now);
  const claim = { owner: turn.id, lease: Math.min(turn.deadline + LEASE_MARGIN_MS, FAR), guard: turn.lineage };
  const capacity = turn.deadline - now < LAST_CALL_MS ? 0 : CAPACITY - turn.calls.size;
  const left = await context.tasks.tooLong?.(executionArn, scheduledCalls(advanced.snapshot));
  const { snapshot, claimed } = claimScheduled(advanced.snapshot, claim, capacity, left);
  const goesOn = claimed.length > 0 || hasMore(snapshot) || turn.calls.isAwaited(snapshot.pends);
  const outcome = await store(context, turn, loaded, { ...advanced, snapshot }, before, claimed, goesOn, now);
  if (!outcome.committed) {
    return { stored: await adopt(context, turn, stimuli, outcome.execution, loaded), settled: false };
  }
  const stored = { ...loaded, execution: outcome.execution, snapshot };
  await start(turn, stored, claimed);
  return { stored, settled: !goesOn };
}

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
  // What a superseded message finds unchanged is the duty of others: if it armed a wake, there would be ever more.
  const owes = !turn.superseded || turn.sequence > 0;
  if (!changed && !(rearmed && owes)) return { committed: true, execution };
  turn.sequence += 1;
  const head = headAfter(execution.head, `${turn.id}:${turn.sequence}`, advanced, snapshot, plan);
  const outcome = await commit(context, execution, head, advanced.events, { ...loaded, snapshot });
  if (outcome.committed && 'sendIn' in plan && plan.wake) {
    await sendArmedWake(context, execution.record.executionArn, plan.wake);
  }
  return outcome;
}

/** Somebody else was faster, or we cannot know: takes the stored version and does what it says that we do (R3). */
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
    (pend) => pend.claim?.owner === turn.id && !turn.calls.has(pend),
  );
  await start(turn, current, mine);
  await resendWake(context, turn, execution);
  return current;
}

async function start(turn: Turn, loaded: LoadedExecution, pends: readonly Pend[]): Promise<void> {
  for (const pend of pends) await turn.calls.start(loaded, pend);
}

function lostCalls(context: EngineContext, turn: Turn, snapshot: Snapshot, now: Ms): readonly Pend[] {
  return [...snapshot.pends.values()].filter((pend) => {
    const { status, claim } = pend;
    return (
      status === 'running' && claim && !turn.calls.has(pend) && claim.owner !== turn.id && isLost(context, claim, now)
    );
  });
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

/** Can this turn go on by itself? */
export function hasMore({ runQueue, cancellations }: Snapshot): boolean {
  return runQueue.length > 0 || cancellations.length > 0;
}
