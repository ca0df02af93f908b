import type { HistoryEvent } from '../asl/history/events.ts';
import { advance, begin } from '../asl/machine/advance.ts';
import { nextDue, type End, type Snapshot } from '../asl/machine/snapshot.ts';
import type { TaskStimulus } from '../asl/machine/stimulus.ts';
import type { ExecutionRecord, Ms } from '../ports/execution-store.ts';
import type { Revision } from '../ports/revision.ts';
import { Calls } from './calls.ts';
import { ProcessEnds, STEP_BUDGET, type EngineContext } from './context.ts';
import type { SyncResult } from './engine.ts';
import { factsOf } from './facts.ts';
import { logEvents } from './log-events.ts';
import { makeCalls } from './unstored-execution.ts';

/** The longest an Express execution may take (spec: quotas). */
const EXPRESS_TIMEOUT_MS = 300_000;

/**
 * Runs an Express execution to its end through the same core as Standard ones; nothing of it is stored.
 * @param redriveCount 0, or undefined for synchronous executions, whose context object has none
 */
export async function runExpress(
  context: EngineContext,
  record: ExecutionRecord,
  revision: Revision,
  redriveCount: number | undefined,
  signal?: AbortSignal,
): Promise<SyncResult> {
  const { clock } = context;
  const machine = context.machines.of(revision);
  const facts = factsOf(record, revision, context.tokenKey, redriveCount);
  const calls = new Calls(context);
  const deadline = record.startDate + EXPRESS_TIMEOUT_MS;
  let snapshot = begin(machine.compiled, facts);
  let stimuli: readonly TaskStimulus[] = [];
  for (;;) {
    const now = clock.now();
    const advancing = advance(machine.compiled, facts, snapshot, stimuli, now, STEP_BUDGET);
    const advanced = advancing instanceof Promise ? await advancing : advancing;
    logEvents(context, revision, record, 0, advanced.events);
    const isGivenUp = signal?.aborted === true || context.closing.aborted;
    if (advanced.end || isGivenUp || now >= deadline) {
      calls.abortAll();
      if (!advanced.end && context.closing.aborted) throw new ProcessEnds();
      if (!advanced.end && !isGivenUp) logEvents(context, revision, record, 0, [timedOut(advanced.snapshot, now)]);
      return resultOf(advanced.end ?? TIMED_OUT, now);
    }
    snapshot = await makeCalls({ record, machine, facts, deadline }, calls, advanced.snapshot);
    // A hot loop lets other executions run between its slices.
    const wait = snapshot.runQueue.length > 0 ? 0 : Math.min(nextDue(snapshot) ?? deadline, deadline) - clock.now();
    stimuli = await calls.next(Math.max(0, wait));
  }
}

const TIMED_OUT = { status: 'TIMED_OUT', error: 'States.Timeout' } as const;

/** The interpreter knows nothing of the limit of Express executions. */
function timedOut({ nextEvent }: Snapshot, timestamp: Ms): HistoryEvent {
  const details = { error: TIMED_OUT.error };
  return { id: nextEvent, previousEventId: nextEvent - 1, timestamp, type: 'ExecutionTimedOut', details };
}

function resultOf(end: End, stopDate: Ms): SyncResult {
  if (end.status === 'SUCCEEDED') return { status: 'SUCCEEDED', stopDate, output: end.output.text };
  return {
    status: end.status === 'TIMED_OUT' ? 'TIMED_OUT' : 'FAILED',
    stopDate,
    ...(end.error === undefined ? {} : { error: end.error }),
    ...(end.cause === undefined ? {} : { cause: end.cause }),
  };
}
