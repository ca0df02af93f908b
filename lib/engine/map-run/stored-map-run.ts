import { forgottenAfter } from '../../ports/execution-retention.ts';
import { MAP_RUN_SORT, mapRunPartition, type MapRun } from '../../ports/map-run.ts';
import type { PutResult, ResourceStore, Stored } from '../../ports/resource-store.ts';

export type StoredMapRun = Stored<MapRun>;

export function readMapRun(resources: ResourceStore, mapRunArn: string): Promise<StoredMapRun | undefined> {
  return resources.get<MapRun>(mapRunPartition(mapRunArn), MAP_RUN_SORT);
}

/** @param expected 0 for a new one */
export function putMapRun(resources: ResourceStore, run: MapRun, expected: number): Promise<PutResult> {
  return resources.put(mapRunPartition(run.mapRunArn), MAP_RUN_SORT, run, expected, forgottenAfter(run.startDate));
}

/** Writes the next version of a map run; undefined when somebody else was faster. */
export async function writeMapRun(
  resources: ResourceStore,
  { version }: StoredMapRun,
  body: MapRun,
): Promise<StoredMapRun | undefined> {
  const { stored } = await putMapRun(resources, body, version);
  return stored ? { sort: MAP_RUN_SORT, version: version + 1, body } : undefined;
}

/** Changes a map run whoever else does at the same time; `change` answers undefined when there is nothing to change. */
export async function changeMapRun(
  resources: ResourceStore,
  mapRunArn: string,
  change: (run: MapRun) => MapRun | undefined,
): Promise<MapRun | undefined> {
  for (;;) {
    const stored = await readMapRun(resources, mapRunArn);
    const changed = stored && change(stored.body);
    if (!stored || !changed) return stored?.body;
    if (await writeMapRun(resources, stored, changed)) return changed;
  }
}
