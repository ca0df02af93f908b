import type { Execution } from '../../ports/execution-store.ts';
import { checkExecutionArn } from '../arn/execution-arn.ts';
import type { Call } from '../call.ts';
import { executionDoesNotExist } from '../errors.ts';

/** InvalidArn for anything but a Standard execution's ARN, ExecutionDoesNotExist for one that leads nowhere. */
export async function findExecution(call: Call, executionArn: string): Promise<Execution> {
  checkExecutionArn(call, executionArn);
  const execution = await call.context.executions.get(executionArn);
  if (execution === undefined) throw executionDoesNotExist(executionArn);
  return execution;
}
