import { taskTimedOut } from '../errors.ts';
import { operation } from '../operation.ts';
import { sensitiveCause, sensitiveError, taskToken } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { taskOfToken } from './task-of-token.ts';

/** What is not given stays absent: the task then fails without an error or a cause. */
export const sendTaskFailure = operation(
  'SendTaskFailure',
  { taskToken: required(taskToken), error: sensitiveError, cause: sensitiveCause },
  async ({ taskToken: token, error, cause }, call) => {
    const { executionArn, pend, attempt } = taskOfToken(call, token);
    const result = await call.context.engine.stimulate(executionArn, {
      type: 'failed',
      pend,
      attempt,
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    });
    if (result === 'closed') throw taskTimedOut();
    return {};
  },
);
