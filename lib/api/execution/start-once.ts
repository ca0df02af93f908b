import type { Execution, ExecutionRecord, ExecutionStore } from '../../ports/execution-store.ts';
import type { Revision } from '../../ports/revision.ts';
import type { Call } from '../call.ts';
import { executionAlreadyExists } from '../errors.ts';

/**
 * Starts an execution and answers the record of the one that there is now. A Standard execution is there once per name:
 * the same request again finds the one that it started before, another request is ExecutionAlreadyExists.
 *
 * @param isRepeated besides a request with the same input while the execution runs, what counts as the same request
 */
export async function startOnce(
  { context: { engine, executions, quotas }, caller }: Call,
  record: ExecutionRecord,
  revision: Revision,
  isRepeated: (existing: Execution) => boolean = () => false,
): Promise<ExecutionRecord> {
  quotas?.throttleStart(caller, revision.type);
  if (revision.type === 'EXPRESS') {
    await engine.startExpress(record, revision);
    return record;
  }
  await quotas?.checkRoom(caller, 'openExecutions', () => countRunning(executions, record.executionArn));
  const result = await engine.start(record, revision);
  if (result.started) return record;
  const { existing } = result;
  const isSameRequest = existing.record.input === record.input && existing.record.mockCase === record.mockCase;
  const runsAlready = existing.head.status === 'RUNNING' && isSameRequest;
  if (!runsAlready && !isRepeated(existing)) throw executionAlreadyExists(record.executionArn);
  return existing.record;
}

/** All executions that run in the account and region of this one. */
async function countRunning(executions: ExecutionStore, executionArn: string): Promise<number> {
  const place = executionArn.slice(0, executionArn.indexOf(':execution:') + 1);
  const running = await executions.running(Number.MAX_SAFE_INTEGER);
  return running.filter((arn) => arn.startsWith(place)).length;
}
