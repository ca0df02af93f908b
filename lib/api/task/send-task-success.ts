import { parseJsonText } from '../../asl/json-text/parse-json-text.ts';
import { ApiError } from '../api-error.ts';
import { taskTimedOut } from '../errors.ts';
import { operation } from '../operation.ts';
import { sensitiveData, taskToken } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { taskOfToken } from './task-of-token.ts';

/** The first answer to a task counts; for later ones it no longer exists. */
export const sendTaskSuccess = operation(
  'SendTaskSuccess',
  { taskToken: required(taskToken), output: required(sensitiveData) },
  async ({ taskToken: token, output }, call) => {
    const { executionArn, pend, attempt } = taskOfToken(call, token);
    const parsed = parseJsonText(output);
    if (!parsed.ok) throw new ApiError('InvalidOutput', `Invalid Output: '${parsed.message}'`);
    const result = await call.context.engine.stimulate(executionArn, { type: 'succeeded', pend, attempt, output });
    if (result === 'closed') throw taskTimedOut();
    return {};
  },
);
