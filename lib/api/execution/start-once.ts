import type { Execution, ExecutionRecord } from '../../ports/execution-store.ts';
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
  { context: { engine } }: Call,
  record: ExecutionRecord,
  revision: Revision,
  isRepeated: (existing: Execution) => boolean = () => false,
): Promise<ExecutionRecord> {
  if (revision.type === 'EXPRESS') {
    await engine.startExpress(record, revision);
    return record;
  }
  const result = await engine.start(record, revision);
  if (result.started) return record;
  const { existing } = result;
  const isSameRequest = existing.record.input === record.input && existing.record.mockCase === record.mockCase;
  const runsAlready = existing.head.status === 'RUNNING' && isSameRequest;
  if (!runsAlready && !isRepeated(existing)) throw executionAlreadyExists(record.executionArn);
  return existing.record;
}
