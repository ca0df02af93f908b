import type { ExecutionRecord, ParentTask } from '../../ports/execution-store.ts';
import { DEFAULT_LIMITS, type ApiContext } from '../api-context.ts';
import { ApiError } from '../api-error.ts';
import type { Call } from '../call.ts';
import { createRevisionCache } from '../state-machine/revision-cache.ts';
import { newExecution } from './new-execution.ts';
import { startOnce } from './start-once.ts';

/** An execution that a Task state of another one starts. */
interface NestedExecutionRequest {
  readonly stateMachineArn: string;
  readonly name: string;
  /** JSON text. */
  readonly input: string;
  readonly traceHeader?: string;
  readonly startedBy: ParentTask;
  /** Does the task wait for the end? Then the end is reported to it. */
  readonly awaited: boolean;
}

type NestedExecutionAnswer =
  | { readonly executionArn: string; readonly startDate: number }
  | { readonly errorName: string; readonly message: string };

/** StartExecution as Task states call it; a request sent again finds the execution that it started before. */
export function createNestedStarter(
  context: ApiContext,
): (request: NestedExecutionRequest) => Promise<NestedExecutionAnswer> {
  const revisions = createRevisionCache(context.resources);
  const never = new AbortController().signal;
  return async (request) => {
    const [, partition = '', , region = '', account = ''] = request.startedBy.executionArn.split(':');
    const call: Call = {
      context,
      limits: DEFAULT_LIMITS,
      caller: { partition, region, account },
      revisions,
      pollers: new Map(),
      signal: never,
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

async function start(call: Call, request: NestedExecutionRequest): Promise<NestedExecutionAnswer> {
  const { target, record: unparented } = await newExecution(call, request);
  const record = request.awaited ? { ...unparented, parent: request.startedBy } : unparented;
  const startDate = await startOnce(call, record, target.revision, (existing) => isSameTask(existing.record, record));
  return { executionArn: record.executionArn, startDate };
}

function isSameTask({ parent: a }: ExecutionRecord, { parent: b }: ExecutionRecord): boolean {
  return a !== undefined && a.executionArn === b?.executionArn && a.pend === b.pend && a.attempt === b.attempt;
}
