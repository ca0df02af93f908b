import { executionDoesNotExist } from '../errors.ts';
import { checkExecutionArn } from '../arn/execution-arn.ts';
import { operation } from '../operation.ts';
import { arn, sensitiveCause, sensitiveError } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { timestamp } from '../timestamp.ts';

/** An execution that has ended before keeps its end, and its stopDate is the answer. */
export const stopExecution = operation(
  'StopExecution',
  { executionArn: required(arn), error: sensitiveError, cause: sensitiveCause },
  async (input, call) => {
    checkExecutionArn(call, input.executionArn);
    const stopped = await call.context.engine.stop(input.executionArn, {
      ...(input.error === undefined ? {} : { error: input.error }),
      ...(input.cause === undefined ? {} : { cause: input.cause }),
    });
    if (stopped === undefined) throw executionDoesNotExist(input.executionArn);
    return { stopDate: timestamp(stopped.head.stopDate ?? call.context.clock.now()) };
  },
);
