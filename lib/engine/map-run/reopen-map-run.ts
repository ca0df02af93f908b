import type { Pend } from '../../asl/machine/snapshot.ts';
import type { MapRunPlan } from '../../asl/states/map-run-plan.ts';
import type { ExecutionCursor, ExecutionStatus } from '../../ports/execution-store.ts';
import type { MapRun, MapRunCounts } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { wakeMapRun } from './ended-children.ts';
import { rangesOf } from './index-ranges.ts';
import { readMapRun, writeMapRun } from './stored-map-run.ts';

/** A map run that is about to end is asked again after this time. */
const CLOSING_MS = 100;
const PAGE = 1_000;

/**
 * Lets a map run that ended without success go on: its child executions that failed are redriven, those that were
 * never started are started (spec: Redrive). Once for each redrive, however often it is asked. False when there is no
 * map run: its execution was stopped before it was created.
 */
export async function reopenMapRun(
  context: EngineContext,
  { mapRunArn, redriveCount }: MapRunPlan,
  pend: Pend,
): Promise<boolean> {
  const { resources, clock } = context;
  for (;;) {
    const stored = await readMapRun(resources, mapRunArn);
    if (!stored) return false;
    if (stored.body.redriveCount >= redriveCount) break;
    // Its children may still be on their way to be stopped.
    if (stored.body.status === 'RUNNING') {
      await wakeMapRun(context, mapRunArn);
      await clock.sleep(CLOSING_MS);
    } else {
      const run = { ...(await redrivenRun(context, stored.body)), redriveCount, pend: pend.id, attempt: pend.attempt };
      if (await writeMapRun(resources, stored, run)) break;
    }
  }
  await wakeMapRun(context, mapRunArn);
  return true;
}

async function redrivenRun(context: EngineContext, run: MapRun): Promise<MapRun> {
  const { stopDate, failure, output, ...rest } = run;
  const failed: { readonly index: number; readonly itemCount: number }[] = [];
  for (const status of ['FAILED', 'TIMED_OUT', 'ABORTED'] as const) {
    for await (const child of childrenThat(context, run, status)) failed.push(child);
  }
  const items = failed.reduce((sum, { itemCount }) => sum + itemCount, 0);
  return {
    ...rest,
    status: 'RUNNING',
    redriveDate: context.clock.now(),
    toRedrive: rangesOf(failed.map(({ index }) => index).sort((a, b) => a - b)),
    executionCounts: pendingRedrive(run.executionCounts, failed.length),
    itemCounts: pendingRedrive(run.itemCounts, items),
  };
}

function pendingRedrive(counts: MapRunCounts, count: number): MapRunCounts {
  return { ...counts, failed: 0, timedOut: 0, aborted: 0, failuresNotRedrivable: 0, pendingRedrive: count };
}

async function* childrenThat(
  context: EngineContext,
  { mapRunArn }: MapRun,
  status: ExecutionStatus,
): AsyncGenerator<{ readonly index: number; readonly itemCount: number }> {
  let after: ExecutionCursor | undefined;
  for (;;) {
    const page = await context.executions.list({ listedUnder: mapRunArn, status }, PAGE, after);
    for (const { mapRun } of page) if (mapRun) yield mapRun;
    after = page.length === PAGE ? page[PAGE - 1] : undefined;
    if (!after) return;
  }
}
