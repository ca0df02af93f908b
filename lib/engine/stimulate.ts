import { accepts } from '../asl/machine/apply-stimulus.ts';
import type { TaskStimulus } from '../asl/machine/stimulus.ts';
import { applyDurably } from './apply-durably.ts';
import type { EngineContext } from './context.ts';

/** Gives a waiting task its answer, durably. `closed`: it no longer waits. */
export async function stimulate(
  context: EngineContext,
  executionArn: string,
  stimulus: TaskStimulus,
): Promise<'applied' | 'closed'> {
  const { applied } = await applyDurably(context, executionArn, stimulus, (snapshot) => accepts(snapshot, stimulus));
  return applied ? 'applied' : 'closed';
}
