import type { Execution, Head } from '../../ports/execution-store.ts';
import { operation } from '../operation.ts';
import { arn, includedData } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { timestamp } from '../timestamp.ts';
import { findExecution } from './find-execution.ts';

export const describeExecution = operation(
  'DescribeExecution',
  { executionArn: required(arn), includedData },
  async (input, call) =>
    executionDescription(await findExecution(call, input.executionArn), input.includedData !== 'METADATA_ONLY'),
);

/** DescribeExecution's answer; members without a value are undefined. */
export function executionDescription({ record, head }: Execution, included: boolean): object {
  return {
    executionArn: record.executionArn,
    stateMachineArn: record.stateMachineArn,
    name: record.name,
    status: head.status,
    startDate: timestamp(record.startDate),
    stopDate: head.stopDate === undefined ? undefined : timestamp(head.stopDate),
    input: included ? record.input : undefined,
    inputDetails: { included },
    output: included ? head.output : undefined,
    outputDetails: head.output === undefined ? undefined : { included },
    traceHeader: record.traceHeader,
    error: included ? head.error : undefined,
    cause: included ? head.cause : undefined,
    stateMachineVersionArn: record.stateMachineVersionArn,
    stateMachineAliasArn: record.stateMachineAliasArn,
    redriveCount: head.redriveCount,
    redriveDate: head.redriveDate === undefined ? undefined : timestamp(head.redriveDate),
    ...redriveStatus(head),
  };
}

/** Executions that failed, timed out or were stopped could be redriven. */
function redriveStatus({ status }: Head): object {
  if (status !== 'RUNNING' && status !== 'SUCCEEDED') return { redriveStatus: 'REDRIVABLE' };
  return {
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: `Execution is ${status} and cannot be redriven`,
  };
}
