import type { MapItem } from '../../asl/machine/context-object.ts';
import { Payload } from '../../asl/payload.ts';
import type { MapItemBatcher } from '../../asl/states/map-run-plan.ts';
import { childInputs } from '../map-run/child-inputs.ts';
import type { PlacedItem } from '../map-run/map-items.ts';
import { TESTED_STATE } from './tested-snapshot.ts';

/**
 * The inputs, as JSON texts, of the child executions that a map run would have. Throws StateFailure if one is too long.
 * @param inputs what each of the items became by ItemSelector
 */
export async function batchInputs(
  batcher: MapItemBatcher,
  items: readonly MapItem[],
  inputs: readonly Payload[],
): Promise<readonly string[]> {
  const state = {
    name: TESTED_STATE,
    plan: { batcher },
    inputOf: async ({ index }: MapItem) => inputs[index] ?? Payload.ofValue(null),
  };
  const batches: string[] = [];
  for await (const { input } of childInputs(state, placed(items))) batches.push(input);
  return batches;
}

async function* placed(items: readonly MapItem[]): AsyncGenerator<PlacedItem> {
  for (const item of items) yield { item, position: item.index };
}
