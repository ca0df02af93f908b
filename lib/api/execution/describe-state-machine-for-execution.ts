import { operation } from '../operation.ts';
import { arn, includedData } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { definitionAnswer } from '../state-machine/definition-answer.ts';
import { timestamp } from '../timestamp.ts';
import { findStoredExecution } from './find-execution.ts';

/** The revision that the execution runs, which need not be the machine's current one. */
export const describeStateMachineForExecution = operation(
  'DescribeStateMachineForExecution',
  { executionArn: required(arn), includedData },
  async (input, call) => {
    const { record } = await findStoredExecution(call, input.executionArn);
    const revision = await call.revisions.get(record.revision);
    return {
      stateMachineArn: record.stateMachineArn,
      name: revision.name,
      updateDate: timestamp(revision.createdAt),
      mapRunArn: record.mapRun?.mapRunArn,
      label: record.mapRun && record.stateMachineArn.split('/')[1],
      ...(await definitionAnswer(revision, input.includedData)),
    };
  },
);
