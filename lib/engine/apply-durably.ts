import type { Advanced } from '../asl/machine/advance.ts';
import { nextDue, type Snapshot } from '../asl/machine/snapshot.ts';
import type { Stimulus } from '../asl/machine/stimulus.ts';
import type { Execution, Head } from '../ports/execution-store.ts';
import { advanceRunning } from './advance-running.ts';
import { afterEnd } from './after-end.ts';
import { commit, type Committed } from './commit.ts';
import type { EngineContext } from './context.ts';
import { headAfter } from './head.ts';
import { loadExecution, type LoadedExecution } from './loaded-execution.ts';
import { announce, wakeMessage } from './messages.ts';
import { hasWorkNow } from './wake.ts';

export interface Applied {
  /** Was it this stimulus that was applied, or had the execution moved on? */
  readonly applied: boolean;
  /** The execution afterwards; undefined when there is none. */
  readonly execution: Execution | undefined;
}

/** Applies a stimulus from the API in one commit, outside of any turn. Rejects when the store fails. */
export async function applyDurably(
  context: EngineContext,
  executionArn: string,
  stimulus: Stimulus,
  isWanted: (snapshot: Snapshot, head: Head) => boolean,
): Promise<Applied> {
  let execution = await context.executions.get(executionArn);
  for (;;) {
    if (execution?.head.status !== 'RUNNING') return { applied: false, execution };
    const loaded = await loadExecution(context, execution);
    if (!isWanted(loaded.snapshot, execution.head)) return { applied: false, execution };
    const advanced = await advanceRunning(context, loaded, loaded.snapshot, [stimulus], context.clock.now());
    const outcome = await commitDurably(context, loaded, advanced);
    if (outcome.committed) return { applied: true, execution: outcome.execution };
    execution = outcome.execution;
  }
}

/**
 * Commits what an execution was advanced to outside of any turn. What that sets free is left to a turn, whose message
 * is sent before the commit where messages outlive the process, and after it where they do not (R4).
 */
export async function commitDurably(
  context: EngineContext,
  loaded: LoadedExecution,
  advanced: Advanced,
): Promise<Committed> {
  const { execution } = loaded;
  const { record, head } = execution;
  const { snapshot, end, events } = advanced;
  const next = headAfter(head, context.newId(), advanced, snapshot, { wake: head.wake, dueAt: head.dueAt });
  const needsTurn = end !== undefined || hasWorkNow(snapshot) || nextDue(snapshot) !== undefined;
  const message = wakeMessage(context, record.executionArn, next.version);
  const write = (): Promise<Committed> => commit(context, execution, next, events, { ...loaded, snapshot });
  const outcome = await (needsTurn ? announce(context.queue, message, 0, write) : write());
  if (outcome.committed && end) await afterEnd(context, outcome.execution);
  return outcome;
}
