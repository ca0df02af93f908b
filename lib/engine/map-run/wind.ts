import type { IndexRange, MapRun, MapRunFailure } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { stop } from '../stop.ts';
import { childArn } from './child-arn.ts';
import { closeMapRun } from './close.ts';
import { countOf, indexesOf, rangesOf } from './index-ranges.ts';
import { LAUNCHED_AT_ONCE } from './launch.ts';
import type { MapState } from './map-state.ts';
import type { Tally } from './tally.ts';

/** Child executions that are looked at or stopped between two commits of the map run. */
const AT_ONCE = 200;

/**
 * Ends what still runs in a map run that is about to fail and, when nothing does any more, the map run. Express children
 * are left to finish (spec). The failure has been stored before.
 * @param state undefined when nobody waits for it
 */
export async function wind(
  context: EngineContext,
  run: MapRun,
  state: MapState | undefined,
  failure: MapRunFailure,
  tally: Tally,
): Promise<MapRun> {
  const toRedrive = await takeBack(context, run, tally);
  if (run.executionType === 'STANDARD') await stopRunning(context, run, tally);
  const wound: MapRun = { ...run, ...(toRedrive && { toRedrive }), ...tally.counted() };
  if (tally.running.size + countOf(toRedrive ?? []) > 0) return wound;
  await stopUnknown(context, run);
  return closeMapRun(context, wound, state, failure);
}

/** Children that are still to be redriven count as what they are: some were redriven under a write that was lost. */
async function takeBack(context: EngineContext, run: MapRun, tally: Tally): Promise<readonly IndexRange[] | undefined> {
  if (!run.toRedrive || run.toRedrive.length === 0) return run.toRedrive;
  const indexes = [...indexesOf(run.toRedrive)];
  const takenBack = indexes.splice(0, AT_ONCE).map(async (index) => {
    const child = await context.executions.get(childArn(run, index));
    if (child) tally.redriven(index, child.record.mapRun?.itemCount ?? 1, child.head.status, true);
  });
  await Promise.all(takenBack);
  return rangesOf(indexes);
}

async function stopRunning(context: EngineContext, run: MapRun, tally: Tally): Promise<void> {
  const stopped = [...tally.running].slice(0, AT_ONCE).map(async (index) => {
    const child = await stop(context, childArn(run, index), {});
    if (child) tally.ended(index, child.record.mapRun?.itemCount ?? 1, child.head.status);
  });
  await Promise.all(stopped);
}

/**
 * Children that were started under a write that was lost, perhaps with gaps between them. The map run has never counted
 * them; a redrive finds them when it comes to their inputs.
 */
async function stopUnknown(context: EngineContext, run: MapRun): Promise<void> {
  const { exhausted, executionType, next, itemCount = Infinity } = run;
  if (exhausted || executionType === 'EXPRESS') return;
  const length = Math.min(LAUNCHED_AT_ONCE, itemCount - next);
  await Promise.all(Array.from({ length }, (_, nth) => stop(context, childArn(run, next + nth), {})));
}
