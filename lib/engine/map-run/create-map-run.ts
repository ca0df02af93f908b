import type { Pend } from '../../asl/machine/snapshot.ts';
import type { MapRunPlan } from '../../asl/states/map-run-plan.ts';
import type { ExecutionRecord } from '../../ports/execution-store.ts';
import { forgottenAfter } from '../../ports/execution-retention.ts';
import { mapRunListPartition, mapRunListSort, type MapRun, type MapRunListEntry } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { announce, wakeMessage } from '../messages.ts';
import { noteOpen } from './open-map-runs.ts';
import { reopenMapRun } from './reopen-map-run.ts';
import { putMapRun } from './stored-map-run.ts';
import { NO_COUNTS } from './tally.ts';

/** Creates the map run that a pend stands for, or lets it go on, once however often it is asked; and wakes it. */
export async function createMapRun(context: EngineContext, record: ExecutionRecord, pend: Pend): Promise<void> {
  const { resources, queue } = context;
  const plan = pend.call?.parameters.value as unknown as MapRunPlan;
  if (plan.redriveCount > 0 && (await reopenMapRun(context, plan, pend))) return;
  const run = newMapRun(plan, record, pend);
  const entry: MapRunListEntry = { mapRunArn: run.mapRunArn };
  await announce(queue, wakeMessage(context, run.mapRunArn), 0, async () => {
    await noteOpen(context, run.mapRunArn);
    const list = mapRunListPartition(record.executionArn);
    await resources.put(list, mapRunListSort(run), entry, undefined, forgottenAfter(run.startDate));
    await putMapRun(resources, run, 0);
  });
}

function newMapRun(plan: MapRunPlan, { executionArn, stateMachineArn }: ExecutionRecord, pend: Pend): MapRun {
  const { mapRunArn, label, executionType, maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = plan;
  return {
    mapRunArn,
    executionArn,
    pend: pend.id,
    attempt: pend.attempt,
    stateMachineArn: `${stateMachineArn.split('/', 1).join()}/${label}`,
    executionType,
    status: 'RUNNING',
    startDate: pend.call?.scheduledAt ?? 0,
    redriveCount: plan.redriveCount,
    maxConcurrency,
    ...(toleratedFailureCount === undefined ? {} : { toleratedFailureCount }),
    ...(toleratedFailurePercentage === undefined ? {} : { toleratedFailurePercentage }),
    ...(plan.itemCount === undefined ? {} : { itemCount: plan.itemCount }),
    isBatched: plan.batcher !== undefined,
    next: 0,
    itemsRead: 0,
    exhausted: false,
    running: [],
    executionCounts: NO_COUNTS,
    itemCounts: NO_COUNTS,
  };
}
