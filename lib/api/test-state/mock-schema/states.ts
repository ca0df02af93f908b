import { boolean, number, oneOf, string, stringOf, structure } from './output-shape.ts';

const arn = stringOf(1, 256);
const data = stringOf(0, 262_144);
const details = structure({ Included: boolean });

export const STATES = {
  startExecution: structure({ ExecutionArn: arn, StartDate: string }, ['ExecutionArn', 'StartDate']),
  describeExecution: structure(
    {
      ExecutionArn: arn,
      StateMachineArn: arn,
      Name: stringOf(1, 80),
      Status: oneOf('RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'),
      StartDate: string,
      StopDate: string,
      Input: data,
      InputDetails: details,
      Output: data,
      OutputDetails: details,
      TraceHeader: stringOf(0, 256),
      MapRunArn: stringOf(1, 2000),
      Error: stringOf(0, 256),
      Cause: stringOf(0, 32_768),
      StateMachineVersionArn: arn,
      StateMachineAliasArn: arn,
      RedriveCount: number,
      RedriveDate: string,
      RedriveStatus: oneOf('REDRIVABLE', 'NOT_REDRIVABLE', 'REDRIVABLE_BY_MAP_RUN'),
      RedriveStatusReason: data,
    },
    ['ExecutionArn', 'StateMachineArn', 'Status', 'StartDate'],
  ),
};
