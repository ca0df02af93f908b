import type { IndexRange, MapRun } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { childInputs, type ChildInput } from './child-inputs.ts';
import { indexesOf, rangesOf } from './index-ranges.ts';
import { itemsOf } from './map-items.ts';
import type { MapState } from './map-state.ts';
import { redriveChild } from './redrive-child.ts';
import { startChild } from './start-child.ts';
import type { Tally } from './tally.ts';

/** Child executions of one map run that may be open at once (spec: Distributed Map). */
const MAX_CONCURRENCY = 10_000;
/** Child executions that are started between two commits of the map run. */
export const LAUNCHED_AT_ONCE = 200;

type Progress = Pick<MapRun, 'next' | 'position' | 'itemsRead' | 'exhausted' | 'toRedrive'>;

/**
 * Starts as many child executions as may run now, those first that are to be redriven. What it answers is to be stored;
 * until then it can be done again, because a child execution is started only once. Rejects with a StateFailure when
 * there is no next input.
 */
export async function launch(
  context: EngineContext,
  run: MapRun,
  state: MapState,
  tally: Tally,
): Promise<Progress | undefined> {
  const free = Math.min(run.maxConcurrency || MAX_CONCURRENCY, MAX_CONCURRENCY) - tally.running.size;
  if (free <= 0) return undefined;
  if (run.toRedrive && run.toRedrive.length > 0) return relaunch(context, run, run.toRedrive, tally, free);
  if (run.exhausted) return undefined;
  const { position, exhausted, children } = await nextInputs(context, run, state, Math.min(free, LAUNCHED_AT_ONCE));
  const started = children.map(async (child, nth) => {
    const index = run.next + nth;
    tally.started(index, child.items, await startChild(context, run, state, index, child));
  });
  await Promise.all(started);
  return {
    next: run.next + children.length,
    ...(position === undefined ? {} : { position }),
    itemsRead: children.reduce((sum, { items }) => sum + items, run.itemsRead),
    exhausted,
  };
}

async function relaunch(
  context: EngineContext,
  run: MapRun,
  toRedrive: readonly IndexRange[],
  tally: Tally,
  free: number,
): Promise<Progress> {
  const { next, itemsRead, exhausted } = run;
  const indexes = [...indexesOf(toRedrive)];
  const now = indexes.splice(0, Math.min(free, LAUNCHED_AT_ONCE));
  await Promise.all(now.map((index) => countRedriven(context, run, tally, index)));
  return { next, itemsRead, exhausted, toRedrive: rangesOf(indexes) };
}

async function countRedriven(context: EngineContext, run: MapRun, tally: Tally, index: number): Promise<void> {
  const redriven = await redriveChild(context, run, index);
  if (!redriven) return;
  const { child, wasPossible } = redriven;
  tally.redriven(index, child.record.mapRun?.itemCount ?? 1, child.head.status, wasPossible);
}

interface NextInputs {
  readonly position: MapRun['position'] | undefined;
  readonly exhausted: boolean;
  readonly children: readonly ChildInput[];
}

async function nextInputs(context: EngineContext, run: MapRun, state: MapState, count: number): Promise<NextInputs> {
  const { mapRuns } = context;
  const inputs =
    mapRuns.takeInputs(run.mapRunArn, run.position) ??
    childInputs(state, itemsOf(state, context.itemReader, run.position));
  const children: ChildInput[] = [];
  let { position } = run;
  while (children.length < count) {
    const { done, value } = await inputs.next();
    if (done === true) return { position, exhausted: true, children };
    children.push(value);
    position = value.position;
  }
  mapRuns.keepInputs(run.mapRunArn, { inputs, position });
  return { position, exhausted: false, children };
}
