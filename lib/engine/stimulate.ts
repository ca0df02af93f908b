import { accepts } from '../asl/machine/apply-stimulus.ts';
import type { TaskStimulus } from '../asl/machine/stimulus.ts';
import { applyDurably } from './apply-durably.ts';
import type { EngineContext } from './context.ts';
import { loadExecution } from './loaded-execution.ts';

/** Gives a waiting task its answer, durably. `closed`: it no longer waits. */
export async function stimulate(
  context: EngineContext,
  executionArn: string,
  stimulus: TaskStimulus,
): Promise<'applied' | 'closed'> {
  if (stimulus.type === 'heartbeat') return beat(context, executionArn, stimulus);
  const { applied } = await applyDurably(context, executionArn, stimulus, (snapshot) => accepts(snapshot, stimulus));
  return applied ? 'applied' : 'closed';
}

/** A heartbeat is kept beside the head, so that workers that send many never compete with commits. */
async function beat(
  context: EngineContext,
  executionArn: string,
  heartbeat: Extract<TaskStimulus, { type: 'heartbeat' }>,
): Promise<'applied' | 'closed'> {
  const execution = await context.executions.get(executionArn);
  if (execution?.head.status !== 'RUNNING') return 'closed';
  const { snapshot } = await loadExecution(context, execution);
  if (!accepts(snapshot, heartbeat)) return 'closed';
  const { pend, attempt, at } = heartbeat;
  await context.executions.putHeartbeat(executionArn, { pend, attempt, at });
  return 'applied';
}
