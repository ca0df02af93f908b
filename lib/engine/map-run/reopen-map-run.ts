import type { Pend } from '../../asl/machine/snapshot.ts';
import type { MapRunPlan } from '../../asl/states/map-run-plan.ts';
import type { MapRun, MapRunCounts } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { wakeMapRun } from './ended-children.ts';
import { failedChildren } from './children.ts';
import { rangesOf } from './index-ranges.ts';
import { loadMapState } from './map-state.ts';
import { changeMapRun } from './stored-map-run.ts';

/**
 * Asks for a redrive of a map run, once for each redrive, however often it is asked. It begins when the map run has
 * ended: its children may still be on their way to be stopped. False when there is no map run: its execution was
 * stopped before it was created.
 */
export async function reopenMapRun(
  context: EngineContext,
  { mapRunArn, redriveCount }: MapRunPlan,
  pend: Pend,
): Promise<boolean> {
  const reopening = { redriveCount, pend: pend.id, attempt: pend.attempt };
  const asked = await changeMapRun(context.resources, mapRunArn, (run) =>
    Math.max(run.redriveCount, run.reopening?.redriveCount ?? 0) < redriveCount ? { ...run, reopening } : undefined,
  );
  if (!asked) return false;
  await wakeMapRun(context, mapRunArn);
  return true;
}

/**
 * A map run that has ended, as it goes on: child executions that failed are redriven, those that were never started are
 * started (spec: Redrive). Undefined when nobody has asked for that, or nobody waits for it any more.
 */
export async function reopenedMapRun(context: EngineContext, run: MapRun): Promise<MapRun | undefined> {
  const { reopening, stopDate = 0, failure, output, ...rest } = run;
  if (!reopening || !(await loadMapState(context, { ...run, ...reopening }))) return undefined;
  const failed = await failedChildren(context, run);
  const items = [...failed.values()].reduce((sum, itemCount) => sum + itemCount, 0);
  return {
    ...rest,
    ...reopening,
    status: 'RUNNING',
    redriveDate: Math.max(context.clock.now(), stopDate),
    toRedrive: rangesOf([...failed.keys()].sort((a, b) => a - b)),
    executionCounts: pendingRedrive(run.executionCounts, failed.size),
    itemCounts: pendingRedrive(run.itemCounts, items),
  };
}

function pendingRedrive(counts: MapRunCounts, count: number): MapRunCounts {
  return { ...counts, failed: 0, timedOut: 0, aborted: 0, failuresNotRedrivable: 0, pendingRedrive: count };
}
