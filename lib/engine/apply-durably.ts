import type { Snapshot } from '../asl/machine/snapshot.ts';
import type { Stimulus } from '../asl/machine/stimulus.ts';
import type { Execution } from '../ports/execution-store.ts';
import { afterEnd } from './after-end.ts';
import { commit, type Committed } from './commit.ts';
import type { EngineContext } from './context.ts';
import { headAfter } from './head.ts';
import { advanceLoaded, loadExecution } from './loaded-execution.ts';
import { announce, wakeMessage } from './messages.ts';
import { hasWorkNow } from './wake.ts';
import { nextDue } from '../asl/machine/snapshot.ts';

export interface Applied {
  /** Was it this stimulus that was applied, or had the execution moved on? */
  readonly applied: boolean;
  /** The execution afterwards; undefined when there is none. */
  readonly execution: Execution | undefined;
}

/**
 * Applies a stimulus from the API in one commit, outside of any turn; what it sets free is left to a turn, whose
 * message is sent before the commit where messages outlive the process, and after it where they do not (R4).
 * Rejects when the store fails.
 */
export async function applyDurably(
  context: EngineContext,
  executionArn: string,
  stimulus: Stimulus,
  isWanted: (snapshot: Snapshot) => boolean,
): Promise<Applied> {
  const { clock, executions, queue } = context;
  let execution = await executions.get(executionArn);
  for (;;) {
    if (execution?.head.status !== 'RUNNING') return { applied: false, execution };
    const loaded = await loadExecution(context, execution);
    if (!isWanted(loaded.snapshot)) return { applied: false, execution };
    const advanced = await advanceLoaded(context, loaded, loaded.snapshot, [stimulus], clock.now());
    const { snapshot, end } = advanced;
    const { head } = execution;
    const next = headAfter(head, context.newId(), advanced, snapshot, { wake: head.wake, dueAt: head.dueAt });
    const needsTurn = end !== undefined || hasWorkNow(snapshot) || nextDue(snapshot) !== undefined;
    const message = wakeMessage(context, executionArn, next.version);
    const before = execution;
    const write = (): Promise<Committed> => commit(context, before, next, advanced.events, { ...loaded, snapshot });
    const outcome = await (needsTurn ? announce(queue, message, 0, write) : write());
    if (outcome.committed) {
      if (end) await afterEnd(context, outcome.execution);
      return { applied: true, execution: outcome.execution };
    }
    execution = outcome.execution;
  }
}
