import { executionAlreadyExists } from '../errors.ts';
import { operation } from '../operation.ts';
import { arn, name, sensitiveData, traceHeader } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { timestamp } from '../timestamp.ts';
import { newExecution } from './new-execution.ts';

/**
 * Standard executions are started once per name: while the first one runs, the same name and input give its answer.
 * Express executions may share their names.
 */
export const startExecution = operation(
  'StartExecution',
  { stateMachineArn: required(arn), name, input: sensitiveData, traceHeader },
  async (input, call) => {
    const { target, record } = await newExecution(call, input);
    let { startDate } = record;
    if (target.revision.type === 'EXPRESS') {
      await call.context.engine.startExpress(record, target.revision);
    } else {
      const result = await call.context.engine.start(record, target.revision);
      if (!result.started) {
        const { head, record: first } = result.existing;
        if (head.status !== 'RUNNING' || first.input !== record.input)
          throw executionAlreadyExists(record.executionArn);
        startDate = first.startDate;
      }
    }
    return { executionArn: record.executionArn, startDate: timestamp(startDate) };
  },
);
