import type { Advanced } from '../asl/machine/advance.ts';
import type { Snapshot } from '../asl/machine/snapshot.ts';
import type { Stimulus } from '../asl/machine/stimulus.ts';
import type { Ms } from '../ports/execution-store.ts';
import type { EngineContext } from './context.ts';
import { advanceLoaded, type LoadedExecution } from './loaded-execution.ts';

/**
 * Advances an execution that runs. If that would be a transition, and its state machine is being deleted, it ends as
 * ABORTED instead (docs). Child executions of a map run end with the execution that the map run belongs to.
 */
export async function advanceRunning(
  context: EngineContext,
  loaded: LoadedExecution,
  snapshot: Snapshot,
  stimuli: readonly Stimulus[],
  now: Ms,
): Promise<Advanced> {
  const advanced = await advanceLoaded(context, loaded, snapshot, stimuli, now);
  const { mapRun, stateMachineArn } = loaded.execution.record;
  const goesOn = mapRun !== undefined || !advanced.events.some(({ type }) => type.endsWith('StateEntered'));
  if (goesOn || !(await context.deletions.isGoing(stateMachineArn))) return advanced;
  return advanceLoaded(context, loaded, snapshot, [{ type: 'stop' }], now);
}
