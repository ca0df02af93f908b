import type { ExecutionRecord } from '../../ports/execution-store.ts';
import type { MapRun } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { isExpress } from '../facts.ts';
import { readMapRun } from './stored-map-run.ts';

/**
 * Was the child execution started or redriven by somebody who did not know yet that its map run is about to end? Whoever
 * ends a map run first stores that it will, and then stops the children that are there; one that comes later looks
 * here in its first turn. Express children are left to finish (spec).
 */
export async function isOrphan(
  { resources, mapRuns }: EngineContext,
  { mapRun, executionArn }: ExecutionRecord,
): Promise<boolean> {
  if (!mapRun || isExpress(executionArn)) return false;
  const known = mapRuns.isEnding(mapRun.mapRunArn);
  if (known !== undefined) return known;
  const stored = await readMapRun(resources, mapRun.mapRunArn);
  return stored !== undefined && isEnding(stored.body);
}

/** Is nothing started in it any more? */
export function isEnding({ status, failure }: MapRun): boolean {
  return status !== 'RUNNING' || failure !== undefined;
}
