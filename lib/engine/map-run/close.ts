import { ErrorName, StateFailure } from '../../asl/errors.ts';
import { resultTooLarge } from '../../asl/machine/data-limit.ts';
import type { MapResultWriter } from '../../asl/states/map-run-plan.ts';
import { jsonText } from '../../asl/json-text/json-text.ts';
import type { MapRun, MapRunFailure } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { stimulate } from '../stimulate.ts';
import { childArn, childName } from './child-arn.ts';
import { childrenOf } from './children.ts';
import { childInputs } from './child-inputs.ts';
import { itemsOf } from './map-items.ts';
import type { MapState } from './map-state.ts';
import { resultDestinationOf } from './result-destination.ts';
import { writeResults } from './result-files.ts';
import type { PendingChild } from './result-record.ts';
import { formatResults } from './result-text.ts';

/**
 * The map run as it is when nothing runs in it any more, with its results in S3 or as the output.
 * @param state undefined when nobody waits for it
 */
export async function closeMapRun(
  context: EngineContext,
  run: MapRun,
  state: MapState | undefined,
  failure: MapRunFailure | undefined,
): Promise<MapRun> {
  const stopDate = context.clock.now();
  if (failure) {
    // What is written of a map run that failed is to help; that it cannot be written is not what it failed by.
    if (state?.plan.writer && failure.status === 'FAILED') await tryResults(context, run, state);
    return { ...run, failure, status: failure.status, stopDate };
  }
  if (!state) throw new Error(`Nobody waits for map run ${run.mapRunArn}.`);
  const results = await tryResults(context, run, state);
  if (typeof results !== 'string') return { ...run, failure: results, status: 'FAILED', stopDate };
  return { ...withResultsWritten(run), status: 'SUCCEEDED', stopDate, output: results };
}

async function tryResults(context: EngineContext, run: MapRun, state: MapState): Promise<string | MapRunFailure> {
  try {
    return await resultsOf(context, run, state);
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    return { status: 'FAILED', error: error.error, cause: error.detail };
  }
}

/** JSON text of the Map state's result. Rejects with StateFailure. */
async function resultsOf(context: EngineContext, run: MapRun, state: MapState): Promise<string> {
  const { resource, parameters = {}, writerConfig }: MapResultWriter = state.plan.writer ?? {};
  const children = childrenOf(context, run);
  if (resource !== undefined) {
    const destination = resultDestinationOf(parameters);
    if (!context.objects) throw new StateFailure(ErrorName.resultWriterFailed, 'No objects can be written here.');
    const pending = pendingOf(context, run, state);
    const { mapRunArn } = run;
    return jsonText(await writeResults(context.objects, destination, writerConfig, { mapRunArn, children, pending }));
  }
  const text = await formatResults(writerConfig, children);
  if (text === undefined) throw new StateFailure(ErrorName.dataLimitExceeded, resultTooLarge(state.name));
  return text;
}

/** What would have been started. A data set that cannot be read has nothing to show. */
async function* pendingOf(context: EngineContext, run: MapRun, state: MapState): AsyncGenerator<PendingChild> {
  if (run.exhausted) return;
  let index = run.next;
  try {
    for await (const { input } of childInputs(state, itemsOf(state, context.itemReader, run.position))) {
      const { stateMachineArn } = run;
      yield { executionArn: childArn(run, index), stateMachineArn, name: childName(run, index), input };
      index += 1;
    }
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
  }
}

/** Results are written of what succeeded (recorded). */
function withResultsWritten(run: MapRun): MapRun {
  const { executionCounts, itemCounts } = run;
  return {
    ...run,
    executionCounts: { ...executionCounts, resultsWritten: executionCounts.succeeded },
    itemCounts: { ...itemCounts, resultsWritten: itemCounts.succeeded },
  };
}

/** Tells the Map state how its map run ended; can be repeated (R11). */
export async function tellState(context: EngineContext, run: MapRun): Promise<void> {
  const { executionArn, pend, attempt, failure, output = 'null' } = run;
  const { error, cause } = failure ?? {};
  const failed = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  await stimulate(
    context,
    executionArn,
    failure ? { type: 'failed', pend, attempt, ...failed } : { type: 'succeeded', pend, attempt, output },
  );
}
