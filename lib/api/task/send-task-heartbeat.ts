import { taskTimedOut } from '../errors.ts';
import { operation } from '../operation.ts';
import { taskToken } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { taskOfToken } from './task-of-token.ts';

/** Starts the task's HeartbeatSeconds anew. */
export const sendTaskHeartbeat = operation(
  'SendTaskHeartbeat',
  { taskToken: required(taskToken) },
  async (input, call) => {
    const { executionArn, pend, attempt } = taskOfToken(call, input.taskToken);
    const at = call.context.clock.now();
    const result = await call.context.engine.stimulate(executionArn, { type: 'heartbeat', pend, attempt, at });
    if (result === 'closed') throw taskTimedOut();
    return {};
  },
);
