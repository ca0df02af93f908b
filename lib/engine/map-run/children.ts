import type { Execution, ExecutionCursor } from '../../ports/execution-store.ts';
import type { MapRun } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { childArn } from './child-arn.ts';

const PAGE = 1_000;
/** Child executions that are read at the same time. */
const READ_AT_ONCE = 100;

/**
 * Indexes of the child executions that ended without success, and how many items each has. Lists may be behind: when
 * one does not show as many as the map run has counted, all of its children are read.
 */
export async function failedChildren(context: EngineContext, run: MapRun): Promise<ReadonlyMap<number, number>> {
  const { failed, timedOut, aborted } = run.executionCounts;
  if (failed + timedOut + aborted === 0) return new Map();
  const listed = await listFailed(context, run);
  if (listed.size === failed + timedOut + aborted) return listed;
  const found = new Map<number, number>();
  for await (const { record, head } of childrenOf(context, run)) {
    if (record.mapRun && head.status !== 'SUCCEEDED') found.set(record.mapRun.index, record.mapRun.itemCount);
  }
  return found;
}

/** The child executions that the map run has counted, in the order of their indexes. */
export async function* childrenOf(context: EngineContext, run: MapRun): AsyncGenerator<Execution> {
  for (let from = 0; from < run.next; from += READ_AT_ONCE) {
    const indexes = Array.from({ length: Math.min(READ_AT_ONCE, run.next - from) }, (_, nth) => from + nth);
    const children = await Promise.all(indexes.map((index) => context.executions.get(childArn(run, index))));
    for (const child of children) if (child) yield child;
  }
}

async function listFailed({ executions }: EngineContext, run: MapRun): Promise<ReadonlyMap<number, number>> {
  const found = new Map<number, number>();
  for (const status of ['FAILED', 'TIMED_OUT', 'ABORTED'] as const) {
    let after: ExecutionCursor | undefined;
    do {
      const page = await executions.list({ listedUnder: run.mapRunArn, status }, PAGE, after);
      // Children that were started under a write that was lost are none of the map run's yet.
      for (const { mapRun } of page) if (mapRun && mapRun.index < run.next) found.set(mapRun.index, mapRun.itemCount);
      after = page.length === PAGE ? page[PAGE - 1] : undefined;
    } while (after);
  }
  return found;
}
