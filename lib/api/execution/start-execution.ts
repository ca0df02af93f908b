import { operation } from '../operation.ts';
import { arn, name, sensitiveData, traceHeader } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { timestamp } from '../timestamp.ts';
import { newExecution } from './new-execution.ts';
import { startOnce } from './start-once.ts';

/**
 * The same name and input again, while the execution runs, are answered as the first time. Express executions may
 * share their names.
 */
export const startExecution = operation(
  'StartExecution',
  { stateMachineArn: required(arn), name, input: sensitiveData, traceHeader },
  async (input, call) => {
    const { target, record } = await newExecution(call, input);
    const { startDate } = await startOnce(call, record, target.revision);
    return { executionArn: record.executionArn, startDate: timestamp(startDate) };
  },
);
