import { OPEN_MAP_RUNS } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { sendWake } from '../messages.ts';

const PAGE = 1_000;

/**
 * Notes that a map run is open, before it is, where messages do not outlive the process: nobody else would find one that
 * has no running children, and no execution that waits for it, after the next start.
 */
export async function noteOpen({ resources, exclusiveOwner }: EngineContext, mapRunArn: string): Promise<void> {
  if (exclusiveOwner !== undefined) await resources.put(OPEN_MAP_RUNS, mapRunArn, {});
}

export async function noteClosed({ resources, exclusiveOwner }: EngineContext, mapRunArn: string): Promise<void> {
  if (exclusiveOwner !== undefined) await resources.delete(OPEN_MAP_RUNS, mapRunArn);
}

/** Wakes every map run that was open when the last process ended. */
export async function recoverMapRuns(context: EngineContext): Promise<void> {
  let after: string | undefined;
  do {
    const range = { limit: PAGE, ...(after === undefined ? {} : { after }) };
    const open = await context.resources.list(OPEN_MAP_RUNS, range);
    for (const { sort } of open) await sendWake(context, sort, 0);
    after = open.length === PAGE ? open[PAGE - 1]?.sort : undefined;
  } while (after !== undefined);
}
