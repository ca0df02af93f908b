import { advance, type Advanced } from '../asl/machine/advance.ts';
import { UnknownActivity, type ExecutionFacts } from '../asl/machine/facts.ts';
import type { Snapshot } from '../asl/machine/snapshot.ts';
import type { Stimulus } from '../asl/machine/stimulus.ts';
import { MissingPayload } from '../asl/payload.ts';
import { activityPartition } from '../ports/activity.ts';
import type { Ms } from '../ports/execution-store.ts';
import type { ResourceStore } from '../ports/resource-store.ts';
import { STEP_BUDGET, type EngineContext } from './context.ts';
import type { LoadedMachine } from './machines.ts';

/**
 * Advances an execution. Advancing is pure, so when it turns out to need something that has not been read, that is
 * read and it is done again.
 * @param readPayloads reads payloads back; false when there are none left to read
 */
export async function advanceKnowing(
  context: EngineContext,
  { compiled }: LoadedMachine,
  facts: ExecutionFacts,
  snapshot: Snapshot,
  stimuli: readonly Stimulus[],
  now: Ms,
  readPayloads: () => Promise<boolean> = async () => false,
): Promise<Advanced> {
  const activities = new Map<string, boolean>();
  const knowing = { ...facts, activities };
  for (;;) {
    try {
      const advancing = advance(compiled, knowing, snapshot, stimuli, now, STEP_BUDGET);
      return advancing instanceof Promise ? await advancing : advancing;
    } catch (error) {
      if (error instanceof UnknownActivity) {
        activities.set(error.activityArn, await activityExists(context.resources, error.activityArn));
      } else if (!(error instanceof MissingPayload && (await readPayloads()))) throw error;
    }
  }
}

async function activityExists(resources: ResourceStore, activityArn: string): Promise<boolean> {
  const [, , , region = '', account = '', , name = ''] = activityArn.split(':');
  return (await resources.get(activityPartition({ account, region }), name)) !== undefined;
}
