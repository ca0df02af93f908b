import { StateFailure } from '../../asl/errors.ts';
import type { Ms } from '../../ports/execution-store.ts';
import type { IndexRange, MapRun, MapRunFailure } from '../../ports/map-run.ts';
import { ProcessEnds, type EngineContext } from '../context.ts';
import { sendWake } from '../messages.ts';
import { stop } from '../stop.ts';
import { childArn } from './child-arn.ts';
import { closeMapRun, tellState } from './close.ts';
import { countEnded, countUnreported, forgetReports } from './ended-children.ts';
import { countOf, indexesOf, rangesOf } from './index-ranges.ts';
import { launch } from './launch.ts';
import { loadMapState, type MapState } from './map-state.ts';
import type { Conducting } from './sessions.ts';
import { readMapRun, writeMapRun, type StoredMapRun } from './stored-map-run.ts';
import { exceeded, openTally, type Tally } from './tally.ts';

/** This close to the hard end of its turn it leaves the rest to another one. */
const LAST_ROUND_MS = 20_000;

const ABORTED: MapRunFailure = { status: 'ABORTED' };

/**
 * Works on a map run until there is nothing to do but wait: counts children that ended, starts the next ones, ends it
 * when all are done. Every round is one conditional write of the map run's document; whatever was begun under a write
 * that lost can be done again, because a child execution is started only once.
 */
export async function conduct(
  context: EngineContext,
  first: StoredMapRun,
  me: Conducting,
  deadline: Ms,
): Promise<void> {
  const { resources, mapRuns, clock } = context;
  let stored = first;
  while (stored.body.status === 'RUNNING') {
    if (context.closing.aborted) throw new ProcessEnds();
    if (deadline - clock.now() < LAST_ROUND_MS) {
      await sendWake(context, stored.body.mapRunArn, 0);
      return;
    }
    const unseen = me.news;
    const { after, reports } = await takeRound(context, stored.body, await loadMapState(context, stored.body));
    if (after === stored.body) {
      if (me.news === unseen) return;
      continue;
    }
    const written = await writeMapRun(resources, stored, after);
    if (written) await forgetReports(context, after, reports);
    stored = written ?? (await existing(context, after));
    // A loop that never waits for anything would let nobody else in.
    await clock.sleep(0);
  }
  mapRuns.forget(stored.body.mapRunArn);
  await tellState(context, stored.body);
}

async function existing({ resources }: EngineContext, { mapRunArn }: MapRun): Promise<StoredMapRun> {
  const stored = await readMapRun(resources, mapRunArn);
  if (!stored) throw new Error(`Map run ${mapRunArn} is gone.`);
  return stored;
}

interface Round {
  /** The same object when nothing changed. */
  readonly after: MapRun;
  /** Reports of ends that `after` has counted. */
  readonly reports: readonly string[];
}

/** @param state undefined when nobody waits for the map run any more */
async function takeRound(context: EngineContext, run: MapRun, state: MapState | undefined): Promise<Round> {
  const tally = openTally(run);
  if (context.mapRuns.isNew(run.mapRunArn)) await countUnreported(context, run, tally);
  const reports = await countEnded(context, run, tally);
  const counted = { ...run, ...tally.counted() };
  const failure = run.failure ?? (state ? exceeded(counted) : ABORTED);
  if (failure) return { after: await wind(context, counted, state, failure, tally), reports };
  if (!state) return { after: run, reports: [] };
  const launched = await tryLaunch(context, counted, state, tally);
  const after = { ...counted, ...launched, ...tally.counted() };
  if (after.failure) return { after: await wind(context, after, state, after.failure, tally), reports };
  if (isDone(after, tally)) {
    return { after: await closeMapRun(context, after, state, exceeded(after)), reports };
  }
  return { after: isSame(run, after) ? run : after, reports };
}

function isDone({ exhausted, toRedrive = [] }: MapRun, { running }: Tally): boolean {
  return exhausted && toRedrive.length === 0 && running.size === 0;
}

/** What cannot be read, selected or put into an input fails the map run. */
async function tryLaunch(
  context: EngineContext,
  run: MapRun,
  state: MapState,
  tally: Tally,
): Promise<Partial<MapRun> | undefined> {
  try {
    return await launch(context, run, state, tally);
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    return { failure: { status: 'FAILED', error: error.error, cause: error.detail } };
  }
}

/** Ends what still runs and, when nothing does any more, the map run. Express children are left to finish (spec). */
async function wind(
  context: EngineContext,
  run: MapRun,
  state: MapState | undefined,
  failure: MapRunFailure,
  tally: Tally,
): Promise<MapRun> {
  const next = await adoptStarted(context, run, tally);
  const toRedrive = await adoptRedriven(context, run, tally);
  if (run.executionType === 'STANDARD') {
    for (const index of tally.running) {
      const child = await stop(context, childArn(run, index), {});
      if (child) tally.ended(index, child.record.mapRun?.itemCount ?? 1, child.head.status);
    }
  }
  const wound: MapRun = { ...run, next, ...(toRedrive && { toRedrive }), failure, ...tally.counted() };
  if (tally.running.size === 0) return closeMapRun(context, wound, state, failure);
  return isSame(run, wound) && run.failure ? run : wound;
}

/** Children that were started under a write that was lost: they are there, and the map run does not know them. */
async function adoptStarted(context: EngineContext, run: MapRun, tally: Tally): Promise<number> {
  for (let index = run.next; ; index += 1) {
    const child = await context.executions.get(childArn(run, index));
    if (!child) return index;
    tally.started(index, child.record.mapRun?.itemCount ?? 1, child.head.status);
  }
}

/** The same for children that were redriven. */
async function adoptRedriven(
  context: EngineContext,
  run: MapRun,
  tally: Tally,
): Promise<readonly IndexRange[] | undefined> {
  if (!run.toRedrive) return undefined;
  const left: number[] = [];
  for (const index of indexesOf(run.toRedrive)) {
    const child = await context.executions.get(childArn(run, index));
    if (child?.head.status !== 'RUNNING') left.push(index);
    else tally.redriven(index, child.record.mapRun?.itemCount ?? 1, child.head.status, true);
  }
  return left.length === countOf(run.toRedrive) ? run.toRedrive : rangesOf(left);
}

/** Counts change whenever the number of running children does. */
function isSame(a: MapRun, b: MapRun): boolean {
  return (
    a.next === b.next &&
    a.exhausted === b.exhausted &&
    a.toRedrive === b.toRedrive &&
    a.executionCounts.running === b.executionCounts.running &&
    a.executionCounts.total === b.executionCounts.total
  );
}
