import type { ExecutionRecord } from '../../ports/execution-store.ts';
import type { EngineContext } from '../context.ts';
import { isExpress } from '../facts.ts';
import { readMapRun } from './stored-map-run.ts';

/**
 * Was the child execution started or redriven by somebody who did not know yet that its map run is about to end? Whoever
 * ends a map run first stores that it will, and then stops the children that are there; one that comes later looks
 * here in its first turn. Express children are left to finish (spec).
 */
export async function isOrphan({ resources }: EngineContext, record: ExecutionRecord): Promise<boolean> {
  if (!record.mapRun || isExpress(record.executionArn)) return false;
  const run = (await readMapRun(resources, record.mapRun.mapRunArn))?.body;
  return run !== undefined && (run.status !== 'RUNNING' || run.failure !== undefined);
}
