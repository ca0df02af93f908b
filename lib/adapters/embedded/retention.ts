import type { Clock } from '../../ports/clock.ts';
import { RETENTION_MS, type ExecutionRetention } from '../../ports/execution-retention.ts';
import {
  endedChildPartition,
  MAP_RUN_SORT,
  mapRunListPartition,
  mapRunPartition,
  type MapRunListEntry,
} from '../../ports/map-run.ts';
import type { ResourceStore } from '../../ports/resource-store.ts';

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
  for (const { sort, body } of await resources.list<MapRunListEntry>(list, { limit: DOCUMENTS })) {
    const reports = endedChildPartition(body.mapRunArn);
    const left = await resources.list(reports, { limit: DOCUMENTS });
    await Promise.all(left.map((report) => resources.delete(reports, report.sort)));
    await resources.delete(mapRunPartition(body.mapRunArn), MAP_RUN_SORT);
    await resources.delete(list, sort);
  }
}
