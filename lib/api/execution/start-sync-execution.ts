import { stateMachineTypeNotSupported } from '../errors.ts';
import { operation } from '../operation.ts';
import { arn, includedData, name, sensitiveData, traceHeader } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { timestamp } from '../timestamp.ts';
import { newExecution } from './new-execution.ts';

/** AWS bills time in steps of 100 ms and memory in steps of 64 MB. */
const BILLED_STEP_MS = 100;
const BILLED_MEMORY_MB = 64;

/** Runs an Express execution to its end; one that fails is still answered with success. */
export const startSyncExecution = operation(
  'StartSyncExecution',
  { stateMachineArn: required(arn), name, input: sensitiveData, traceHeader, includedData },
  async (input, call) => {
    const { target, record } = await newExecution(call, input);
    if (target.revision.type !== 'EXPRESS') throw stateMachineTypeNotSupported();
    const result = await call.context.engine.startSync(record, target.revision, call.signal());
    const included = input.includedData !== 'METADATA_ONLY';
    const steps = Math.max(1, Math.ceil((result.stopDate - record.startDate) / BILLED_STEP_MS));
    return {
      executionArn: record.executionArn,
      stateMachineArn: record.stateMachineArn,
      name: record.name,
      startDate: timestamp(record.startDate),
      stopDate: timestamp(result.stopDate),
      status: result.status,
      error: result.error,
      cause: result.cause,
      input: included ? record.input : undefined,
      inputDetails: { included },
      output: included ? result.output : undefined,
      outputDetails: { included },
      traceHeader: record.traceHeader,
      billingDetails: {
        billedMemoryUsedInMB: BILLED_MEMORY_MB,
        billedDurationInMilliseconds: steps * BILLED_STEP_MS,
      },
    };
  },
);
