import type { Json } from '../../../lib/asl/json.ts';
import type { TaskRequest } from '../../../lib/ports/task-runner.ts';

/** The request of a task in an execution of account 111122223333, region eu-west-1. */
export function taskRequest(resource: string, parameters: Json): TaskRequest {
  return {
    executionArn: 'arn:aws:states:eu-west-1:111122223333:execution:Orders:one',
    stateMachineArn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:Orders',
    roleArn: 'arn:aws:iam::111122223333:role/orders',
    resource,
    parameters: JSON.stringify(parameters),
    idempotencyKey: 'key-of-this-attempt',
    pend: 7,
    attempt: 1,
  };
}

export function functionArnOf(name: string): string {
  return `arn:aws:lambda:eu-west-1:111122223333:function:${name}`;
}

export const LAMBDA_INVOKE = 'arn:aws:states:::lambda:invoke';

export function never(): AbortSignal {
  return new AbortController().signal;
}
