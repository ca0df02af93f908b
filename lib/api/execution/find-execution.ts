import type { Execution } from '../../ports/execution-store.ts';
import { checkExecutionArn, checkStoredExecutionArn } from '../arn/execution-arn.ts';
import type { Call } from '../call.ts';
import { executionDoesNotExist } from '../errors.ts';

/** InvalidArn for anything but a Standard execution's ARN, ExecutionDoesNotExist for one that leads nowhere. */
export async function findExecution(call: Call, executionArn: string): Promise<Execution> {
  checkExecutionArn(call, executionArn);
  return existing(call, executionArn);
}

/** The same, and Express executions that are children of a map run. */
export async function findStoredExecution(call: Call, executionArn: string): Promise<Execution> {
  checkStoredExecutionArn(call, executionArn);
  return existing(call, executionArn);
}

async function existing(call: Call, executionArn: string): Promise<Execution> {
  const execution = await call.context.executions.get(executionArn);
  if (execution === undefined) throw executionDoesNotExist(executionArn);
  return execution;
}
