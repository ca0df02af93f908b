import type { ExecutionRecord, ExecutionStatus } from '../../ports/execution-store.ts';
import type { MapRun } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { start } from '../start.ts';
import { childArn, childName } from './child-arn.ts';
import type { ChildInput } from './child-inputs.ts';
import type { MapState } from './map-state.ts';
import { redriveChild } from './redrive-child.ts';

/**
 * Starts a child execution once, however often it is asked, and answers how far it came at once. One that was started
 * and stopped before the map run knew of it goes on when the map run was redriven since.
 */
export async function startChild(
  context: EngineContext,
  run: MapRun,
  state: MapState,
  index: number,
  { input, items }: ChildInput,
): Promise<ExecutionStatus> {
  const { record: parent, block } = state;
  const { revision } = await context.machines.load(parent.revision);
  const record: ExecutionRecord = {
    executionArn: childArn(run, index),
    stateMachineArn: run.stateMachineArn,
    name: childName(run, index),
    revision: parent.revision,
    input,
    startDate: context.clock.now(),
    mapRun: {
      mapRunArn: run.mapRunArn,
      index,
      itemCount: items,
      root: parent.mapRun?.root ?? parent.executionArn,
      block,
    },
    ...(parent.traceHeader === undefined ? {} : { traceHeader: parent.traceHeader }),
    ...(parent.mockCase === undefined ? {} : { mockCase: parent.mockCase }),
  };
  const result = await start(context, record, revision);
  const { head } = result.started ? result.execution : result.existing;
  const isLeft = head.stopDate !== undefined && head.stopDate < (run.redriveDate ?? 0);
  if (!isLeft) return head.status;
  return (await redriveChild(context, run, index))?.child.head.status ?? head.status;
}
