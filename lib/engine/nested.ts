import type { TaskStimulus } from '../asl/machine/stimulus.ts';
import type { Execution } from '../ports/execution-store.ts';
import type { EngineContext } from './context.ts';
import type { LoadedExecution } from './loaded-execution.ts';
import { wakeMapRun } from './map-run/ended-children.ts';

/** What the end of a nested execution means for the task that waits for it. */
export function childEnded(
  context: EngineContext,
  child: Execution,
  task: { readonly pend: number; readonly attempt: number; readonly resource: string },
): TaskStimulus {
  const { pend, attempt, resource } = task;
  const outcome = context.childOutcome(child, resource);
  return 'error' in outcome
    ? { type: 'failed', pend, attempt, ...outcome }
    : { type: 'succeeded', pend, attempt, output: outcome.output };
}

/**
 * Nested executions that ended while nobody was there to tell their parent (a crash between the two commits). Map runs
 * are woken and tell it themselves.
 */
export async function endedChildren(context: EngineContext, loaded: LoadedExecution): Promise<readonly TaskStimulus[]> {
  const stimuli: TaskStimulus[] = [];
  for (const { id, attempt, call, kind, status } of loaded.snapshot.pends.values()) {
    if (call?.child === undefined || status !== 'waiting') continue;
    if (kind === 'mapRun') {
      await wakeMapRun(context, call.child);
      continue;
    }
    const child = await context.executions.get(call.child);
    if (!child || child.head.status === 'RUNNING') continue;
    stimuli.push(childEnded(context, child, { pend: id, attempt, resource: call.resource }));
  }
  return stimuli;
}
