import type { ExecutionRecord } from '../../ports/execution-store.ts';
import type { NestedStart, NestedStartResult, StartNestedExecution } from '../../ports/nested-execution.ts';
import { DEFAULT_LIMITS, type ApiContext } from '../api-context.ts';
import { ApiError } from '../api-error.ts';
import type { Call } from '../call.ts';
import { createRevisionCache } from '../state-machine/revision-cache.ts';
import { stateMachineTypeNotSupported } from '../errors.ts';
import { createHistoryPages } from './history-pages.ts';
import { newExecution } from './new-execution.ts';
import { startOnce } from './start-once.ts';

/** StartExecution as Task states call it; a request sent again finds the execution that it started before. */
export function createNestedStarter(context: ApiContext): StartNestedExecution {
  const revisions = createRevisionCache(context.resources);
  const historyPages = createHistoryPages();
  const never = new AbortController().signal;
  return async (request) => {
    const [, partition = '', , region = '', account = ''] = request.startedBy.executionArn.split(':');
    const call: Call = {
      context,
      limits: DEFAULT_LIMITS,
      caller: { partition, region, account },
      revisions,
      historyPages,
      pollers: new Map(),
      signal: () => never,
      closing: never,
      about: {},
    };
    try {
      return await start(call, request);
    } catch (error) {
      if (error instanceof ApiError) return { errorName: error.name, message: error.message };
      throw error;
    }
  };
}

async function start(call: Call, request: NestedStart): Promise<NestedStartResult> {
  const { target, record: requested } = await newExecution(call, request);
  // Nothing can be asked about an Express execution, so nobody can wait for its end.
  if (request.startedBy.waits && target.revision.type === 'EXPRESS') throw stateMachineTypeNotSupported();
  const record = { ...requested, parent: request.startedBy };
  const started = await startOnce(call, record, target.revision, (existing) => isSameTask(existing.record, record));
  const { executionArn, startDate } = started;
  return { executionArn, startDate, reports: isSameTask(started, record) };
}

function isSameTask({ parent: a }: ExecutionRecord, { parent: b }: ExecutionRecord): boolean {
  return a !== undefined && a.executionArn === b?.executionArn && a.pend === b.pend && a.attempt === b.attempt;
}
