import type { JsonObject } from '../../asl/json.ts';
import type { Execution } from '../../ports/execution-store.ts';

/** A child execution that was never started. */
export interface PendingChild {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  /** JSON text. */
  readonly input: string;
}

const INCLUDED = { Included: true };

/** What ResultWriter tells of a child execution that ended: all of it, Input and Output as texts (docs: ResultWriter). */
export function resultRecord({ record, head }: Execution): JsonObject {
  const { output, error, cause } = head;
  const isRedrivable = head.status !== 'SUCCEEDED';
  return {
    ...(cause !== undefined && { Cause: cause }),
    ...(error !== undefined && { Error: error }),
    ExecutionArn: record.executionArn,
    Input: record.input,
    InputDetails: INCLUDED,
    Name: record.name,
    ...(output !== undefined && { Output: output, OutputDetails: INCLUDED }),
    RedriveCount: head.redriveCount,
    RedriveStatus: isRedrivable ? 'REDRIVABLE_BY_MAP_RUN' : 'NOT_REDRIVABLE',
    ...(!isRedrivable && { RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven' }),
    StartDate: isoDate(record.startDate),
    StateMachineArn: record.stateMachineArn,
    Status: head.status,
    ...(head.stopDate !== undefined && { StopDate: isoDate(head.stopDate) }),
  };
}

/** The same of a child execution that was never started (guess). */
export function pendingRecord({ executionArn, stateMachineArn, name, input }: PendingChild): JsonObject {
  return {
    ExecutionArn: executionArn,
    Input: input,
    InputDetails: INCLUDED,
    Name: name,
    StateMachineArn: stateMachineArn,
    Status: 'PENDING',
  };
}

function isoDate(ms: number): string {
  return new Date(ms).toISOString();
}
