import { StateFailure } from '../../asl/errors.ts';
import type { Ms } from '../../ports/execution-store.ts';
import type { MapRun, MapRunFailure } from '../../ports/map-run.ts';
import { ProcessEnds, type EngineContext } from '../context.ts';
import { sendWake } from '../messages.ts';
import { closeMapRun, tellState } from './close.ts';
import { countEnded, countUnreported, forgetAllReports, forgetReports } from './ended-children.ts';
import { isEnding } from './is-orphan.ts';
import { launch } from './launch.ts';
import { loadMapState, type MapState } from './map-state.ts';
import { noteClosed, noteOpen } from './open-map-runs.ts';
import { reopenedMapRun } from './reopen-map-run.ts';
import type { Conducting } from './sessions.ts';
import { readMapRun, writeMapRun, type StoredMapRun } from './stored-map-run.ts';
import { exceeded, openTally, type Tally } from './tally.ts';
import { wind } from './wind.ts';

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
  const { mapRuns } = context;
  const { mapRunArn } = first.body;
  let stored = first;
  for (;;) {
    if (context.closing.aborted) throw new ProcessEnds();
    if (deadline - context.clock.now() < LAST_ROUND_MS) {
      me.heard = me.news;
      await sendWake(context, mapRunArn, 0);
      return;
    }
    mapRuns.noteEnding(mapRunArn, isEnding(stored.body));
    const { after, reports } = await takeRound(context, stored.body);
    if (after === stored.body) {
      mapRuns.noteKnown(mapRunArn);
      await forgetReports(context, mapRunArn, reports);
      // There may be reports behind those that nobody needed.
      if (reports.length > 0) continue;
      if (after.status !== 'RUNNING') await finish(context, after);
      return;
    }
    if (isEnding(after) !== isEnding(stored.body)) mapRuns.noteEnding(mapRunArn, undefined);
    const written = await writeMapRun(context.resources, stored, after);
    if (written) {
      mapRuns.noteKnown(mapRunArn);
      await forgetReports(context, mapRunArn, reports);
    }
    stored = written ?? (await existing(context, mapRunArn));
    // A loop that never waits for anything would let nobody else in.
    await context.clock.sleep(0);
  }
}

/** What the end of a map run owes; can be repeated. */
async function finish(context: EngineContext, run: MapRun): Promise<void> {
  context.mapRuns.forget(run.mapRunArn);
  await tellState(context, run);
  await forgetAllReports(context, run);
  await noteClosed(context, run.mapRunArn);
}

async function existing({ resources }: EngineContext, mapRunArn: string): Promise<StoredMapRun> {
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

async function takeRound(context: EngineContext, run: MapRun): Promise<Round> {
  if (run.status !== 'RUNNING') {
    const reopened = await reopenedMapRun(context, run);
    if (reopened) await noteOpen(context, run.mapRunArn);
    return { after: reopened ?? run, reports: [] };
  }
  const tally = openTally(run);
  if (context.mapRuns.isNew(run.mapRunArn)) await countUnreported(context, run, tally);
  const reports = await countEnded(context, run, tally);
  const state = await loadMapState(context, run);
  const after = await advanced(context, { ...run, ...tally.counted() }, state, tally);
  return { after: isSame(run, after) ? run : after, reports };
}

/** @param state undefined when nobody waits for the map run any more */
async function advanced(
  context: EngineContext,
  run: MapRun,
  state: MapState | undefined,
  tally: Tally,
): Promise<MapRun> {
  if (run.failure) return wind(context, run, state, run.failure, tally);
  // Stored before anything is stopped, so that a child that somebody starts too late finds it (isOrphan).
  const early = state ? exceeded(run) : ABORTED;
  if (!state || early) return { ...run, failure: early ?? ABORTED };
  const after = { ...run, ...(await tryLaunch(context, run, state, tally)), ...tally.counted() };
  const failure = after.failure ?? exceeded(after);
  if (failure) return { ...after, failure };
  return isDone(after, tally) ? closeMapRun(context, after, state, undefined) : after;
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

/** Counts change whenever the number of running children does. */
function isSame(a: MapRun, b: MapRun): boolean {
  return (
    a.status === b.status &&
    a.failure === b.failure &&
    a.next === b.next &&
    a.exhausted === b.exhausted &&
    a.toRedrive === b.toRedrive &&
    a.executionCounts.running === b.executionCounts.running &&
    a.executionCounts.total === b.executionCounts.total
  );
}
