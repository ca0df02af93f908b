import { isPendingRedrive } from '../../engine/map-run/pending-redrive.ts';
import { readMapRun } from '../../engine/map-run/stored-map-run.ts';
import type { Execution, ExecutionRecord } from '../../ports/execution-store.ts';
import { summaryOf } from '../../ports/execution-summary.ts';
import type { Call } from '../call.ts';
import { operation } from '../operation.ts';
import { arn, includedData } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { timestamp } from '../timestamp.ts';
import { findStoredExecution } from './find-execution.ts';
import { redriveRefusalOf } from './redrive-status.ts';

export const describeExecution = operation(
  'DescribeExecution',
  { executionArn: required(arn), includedData },
  async (input, call) => {
    const execution = await asShown(call, await findStoredExecution(call, input.executionArn));
    const refusal = await redriveRefusalOf(call, execution);
    return executionDescription(execution, input.includedData !== 'METADATA_ONLY', refusal);
  },
);

/** A child execution that its map run has still to redrive is PENDING_REDRIVE; it is stored as it ended. */
async function asShown({ context }: Call, execution: Execution): Promise<Execution> {
  const { record, head } = execution;
  if (record.mapRun === undefined || head.status === 'RUNNING' || head.status === 'SUCCEEDED') return execution;
  const run = await readMapRun(context.resources, record.mapRun.mapRunArn);
  if (!run || !isPendingRedrive(run.body, summaryOf(execution))) return execution;
  return { record, head: { ...head, status: 'PENDING_REDRIVE' } };
}

/**
 * DescribeExecution's answer; members without a value are undefined.
 * @param refusal why it cannot be redriven
 */
export function executionDescription(
  { record, head }: Execution,
  included: boolean,
  refusal: string | undefined,
): object {
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
    mapRunArn: record.mapRun?.mapRunArn,
    error: included ? head.error : undefined,
    cause: included ? head.cause : undefined,
    stateMachineVersionArn: record.stateMachineVersionArn,
    stateMachineAliasArn: record.stateMachineAliasArn,
    redriveCount: head.redriveCount,
    redriveDate: head.redriveDate === undefined ? undefined : timestamp(head.redriveDate),
    redriveStatus: redriveStatus(record, refusal),
    redriveStatusReason: refusal,
  };
}

function redriveStatus({ mapRun }: ExecutionRecord, refusal: string | undefined): string {
  if (refusal !== undefined) return 'NOT_REDRIVABLE';
  return mapRun === undefined ? 'REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN';
}
