import { MAX_EVENTS } from '../../asl/history/events.ts';
import type { Execution } from '../../ports/execution-store.ts';
import type { MapRun } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { redrive, restart } from '../redrive.ts';
import { childArn } from './child-arn.ts';

export interface RedrivenChild {
  /** As it stands afterwards. */
  readonly child: Execution;
  /** False when it had to be left as it was. */
  readonly wasPossible: boolean;
}

/**
 * Redrives a child execution once in each redrive of its map run, however often it is asked: a Standard one from where
 * it failed, an Express one from its start (spec: Redrive). One whose history is full stays as it is.
 */
export async function redriveChild(
  context: EngineContext,
  run: MapRun,
  index: number,
): Promise<RedrivenChild | undefined> {
  const { executions } = context;
  const child = await executions.get(childArn(run, index));
  if (!child) return undefined;
  const token = `${run.mapRunArn}/${run.redriveCount}`;
  const wasRedriven = child.head.redriveRequests?.some(({ clientToken }) => clientToken === token);
  if (wasRedriven === true || child.head.status === 'RUNNING' || child.head.status === 'SUCCEEDED') {
    return { child, wasPossible: true };
  }
  if (run.executionType === 'EXPRESS') return { child: await restart(context, child, token), wasPossible: true };
  if (child.head.lastEventId >= MAX_EVENTS - 1) return { child, wasPossible: false };
  const { execution } = await redrive(context, child, token);
  return { child: execution, wasPossible: true };
}
