import type { MapRun, MapRunCounts } from '../../ports/map-run.ts';
import { operation } from '../operation.ts';
import { longArn } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { timestamp } from '../timestamp.ts';
import { findMapRun } from './find-map-run.ts';

export const describeMapRun = operation('DescribeMapRun', { mapRunArn: required(longArn) }, async (input, call) => {
  const run = await findMapRun(call, input.mapRunArn);
  const pendingItems = run.itemCount === undefined ? 0 : run.itemCount - run.itemCounts.total;
  // How many child executions batches will come to is known only when they have been made.
  const pendingExecutions = run.isBatched ? 0 : pendingItems;
  return {
    mapRunArn: run.mapRunArn,
    executionArn: run.executionArn,
    status: run.status,
    startDate: timestamp(run.startDate),
    stopDate: run.stopDate === undefined ? undefined : timestamp(run.stopDate),
    maxConcurrency: run.maxConcurrency,
    toleratedFailurePercentage: run.toleratedFailurePercentage ?? 0,
    toleratedFailureCount: run.toleratedFailureCount ?? 0,
    itemCounts: countsAnswer(run, run.itemCounts, pendingItems),
    executionCounts: countsAnswer(run, run.executionCounts, pendingExecutions),
    redriveCount: run.redriveCount,
    redriveDate: run.redriveDate === undefined ? undefined : timestamp(run.redriveDate),
  };
});

/** Every count is there, whether it is 0 or not; those of a redrive only after one (recorded). */
function countsAnswer({ redriveCount }: MapRun, counts: MapRunCounts, pending: number): object {
  const { failuresNotRedrivable, pendingRedrive, ...others } = counts;
  const ofRedrive = redriveCount === 0 ? {} : { failuresNotRedrivable, pendingRedrive };
  return { ...others, pending, total: counts.total + pending, ...ofRedrive };
}
