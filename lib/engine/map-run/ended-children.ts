import type { Execution } from '../../ports/execution-store.ts';
import { forgottenAfter } from '../../ports/execution-retention.ts';
import { endedChildPartition, endedChildSort, type EndedChild, type MapRun } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { sendWake } from '../messages.ts';
import { childArn } from './child-arn.ts';
import { readMapRun } from './stored-map-run.ts';
import type { Tally } from './tally.ts';

/** How many ended children are counted in one commit of the map run. */
const COUNTED_AT_ONCE = 1_000;

/** Tells the map run that one of its child executions ended; can be repeated (R11). */
export async function reportEnd(context: EngineContext, { record, head }: Execution): Promise<void> {
  if (!record.mapRun) return;
  const { mapRunArn, index } = record.mapRun;
  const ended: EndedChild = { index };
  const sort = endedChildSort(index, head.redriveCount);
  const forgetAfter = forgottenAfter(record.startDate);
  await context.resources.put(endedChildPartition(mapRunArn), sort, ended, undefined, forgetAfter);
  await wakeMapRun(context, mapRunArn);
}

/** Somebody who conducts it in this process looks again; otherwise a message says so. */
export async function wakeMapRun(context: EngineContext, mapRunArn: string): Promise<void> {
  const active = context.mapRuns.conducting.get(mapRunArn);
  if (active) active.news += 1;
  else await sendWake(context, mapRunArn, 0);
}

/**
 * Counts the children that have reported their end.
 * @returns the reports that are done with once the map run is stored
 */
export async function countEnded(context: EngineContext, run: MapRun, tally: Tally): Promise<readonly string[]> {
  const reports = await context.resources.list<EndedChild>(endedChildPartition(run.mapRunArn), {
    limit: COUNTED_AT_ONCE,
  });
  const awaited = reports.filter(({ body: { index } }) => tally.running.has(index));
  await Promise.all(awaited.map(({ body: { index } }) => countIfEnded(context, run, tally, index)));
  // A child that the stored map run does not know of yet has been started by a commit that is still to come.
  return reports.filter(({ body: { index } }) => index < run.next).map(({ sort }) => sort);
}

/** Counts all that ended, reported or not: a process may have died in between. */
export async function countUnreported(context: EngineContext, run: MapRun, tally: Tally): Promise<void> {
  await Promise.all([...tally.running].map((index) => countIfEnded(context, run, tally, index)));
}

export async function forgetReports(
  context: EngineContext,
  mapRunArn: string,
  reports: readonly string[],
): Promise<void> {
  await Promise.all(reports.map((sort) => context.resources.delete(endedChildPartition(mapRunArn), sort)));
}

/**
 * Forgets what has been told of a map run that has ended: nobody counts it any more. A redrive may have let it go on in
 * the meantime; what was listed before that is known not to be so is of the time before.
 */
export async function forgetAllReports(context: EngineContext, { mapRunArn, redriveCount }: MapRun): Promise<void> {
  for (;;) {
    const reports = await context.resources.list(endedChildPartition(mapRunArn), { limit: COUNTED_AT_ONCE });
    const current = reports.length === 0 ? undefined : await readMapRun(context.resources, mapRunArn);
    if (!current || current.body.status === 'RUNNING' || current.body.redriveCount !== redriveCount) return;
    await forgetReports(
      context,
      mapRunArn,
      reports.map(({ sort }) => sort),
    );
    if (reports.length < COUNTED_AT_ONCE) return;
  }
}

async function countIfEnded(context: EngineContext, run: MapRun, tally: Tally, index: number): Promise<void> {
  const child = await context.executions.get(childArn(run, index));
  if (child) tally.ended(index, child.record.mapRun?.itemCount ?? 1, child.head.status);
}
