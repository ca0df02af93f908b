import type { Clock } from '../../ports/clock.ts';
import { RETENTION_MS, type ExecutionRetention } from '../../ports/execution-retention.ts';
import {
  endedChildPartition,
  MAP_RUN_SORT,
  mapRunListPartition,
  mapRunPartition,
  type MapRunListEntry,
} from '../../ports/map-run.ts';
import type { ResourceStore, Stored } from '../../ports/resource-store.ts';

const HOUR_MS = 60 * 60 * 1000;
const DOCUMENTS = 100;

interface RetentionOptions {
  readonly retention: ExecutionRetention;
  readonly resources: ResourceStore;
  readonly clock: Clock;
  /** Aborts when the server is about to stop. */
  readonly closing: AbortSignal;
  readonly report: (error: unknown) => void;
}

/** Forgets at once, and every hour, what ended more than 90 days ago. Resolves when the server stops. */
export async function forgetHourly(options: RetentionOptions): Promise<void> {
  const { closing, report } = options;
  while (!closing.aborted) {
    try {
      await forgetOld(options);
    } catch (error) {
      report(error);
    }
    await pause(options);
  }
}

/** An hour; the rest of it is not waited for when the server stops. */
async function pause({ clock, closing }: RetentionOptions): Promise<void> {
  if (!closing.aborted) await clock.sleep(HOUR_MS, closing);
}

/** Batch by batch; requests get their turn between two of them. */
async function forgetOld({ retention, resources, clock, closing }: RetentionOptions): Promise<void> {
  const before = clock.now() - RETENTION_MS;
  let next: number | undefined;
  do {
    const forgotten = await retention.forgetEnded(before, next);
    for (const executionArn of forgotten.executionArns) await forgetMapRuns(resources, executionArn);
    next = forgotten.next;
  } while (next !== undefined && !closing.aborted);
}

/** The documents of an execution's map runs, which no store knows to belong to it. */
async function forgetMapRuns(resources: ResourceStore, executionArn: string): Promise<void> {
  const list = mapRunListPartition(executionArn);
  for await (const { sort, body } of emptied<MapRunListEntry>(resources, list)) {
    const reports = endedChildPartition(body.mapRunArn);
    for await (const report of emptied(resources, reports)) await resources.delete(reports, report.sort);
    await resources.delete(mapRunPartition(body.mapRunArn), MAP_RUN_SORT);
    await resources.delete(list, sort);
  }
}

/** The documents of a partition that whoever iterates deletes, one by one. */
async function* emptied<Body>(resources: ResourceStore, partition: string): AsyncGenerator<Stored<Body>> {
  for (;;) {
    const documents = await resources.list<Body>(partition, { limit: DOCUMENTS });
    yield* documents;
    if (documents.length < DOCUMENTS) return;
  }
}
