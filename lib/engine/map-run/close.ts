import type { MapRun, MapRunFailure } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { stimulate } from '../stimulate.ts';
import { childArn } from './child-arn.ts';
import type { MapState } from './map-state.ts';
import type { Execution } from '../../ports/execution-store.ts';

export async function closeMapRun(
  context: EngineContext,
  run: MapRun,
  _state: MapState | undefined,
  failure: MapRunFailure | undefined,
): Promise<MapRun> {
  const stopDate = context.clock.now();
  if (failure) return { ...run, failure, status: failure.status, stopDate };
  const outputs: string[] = [];
  for await (const child of childrenOf(context, run)) outputs.push(child.head.output ?? 'null');
  return { ...written(run), status: 'SUCCEEDED', stopDate, output: `[${outputs.join()}]` };
}

/** Results are written of what succeeded (recorded). */
function written(run: MapRun): MapRun {
  const { executionCounts, itemCounts } = run;
  return {
    ...run,
    executionCounts: { ...executionCounts, resultsWritten: executionCounts.succeeded },
    itemCounts: { ...itemCounts, resultsWritten: itemCounts.succeeded },
  };
}

async function* childrenOf(context: EngineContext, run: MapRun): AsyncGenerator<Execution> {
  const AT_ONCE = 100;
  for (let from = 0; from < run.next; from += AT_ONCE) {
    const indexes = Array.from({ length: Math.min(AT_ONCE, run.next - from) }, (_, nth) => from + nth);
    const children = await Promise.all(indexes.map((index) => context.executions.get(childArn(run, index))));
    for (const child of children) if (child) yield child;
  }
}

/** Tells the Map state how its map run ended; can be repeated (R11). */
export async function tellState(context: EngineContext, run: MapRun): Promise<void> {
  const { executionArn, pend, attempt, status, failure, output = 'null' } = run;
  const { error, cause } = failure ?? {};
  await stimulate(
    context,
    executionArn,
    status === 'SUCCEEDED'
      ? { type: 'succeeded', pend, attempt, output }
      : {
          type: 'failed',
          pend,
          attempt,
          ...(error === undefined ? {} : { error }),
          ...(cause === undefined ? {} : { cause }),
        },
  );
}
