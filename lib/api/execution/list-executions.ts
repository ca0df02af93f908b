import type { ExecutionCursor, ExecutionFilter } from '../../ports/execution-store.ts';
import type { ExecutionSummary } from '../../ports/execution-summary.ts';
import { parseStateMachineArn } from '../arn/state-machine-arn.ts';
import type { Call } from '../call.ts';
import { stateMachineTypeNotSupported, validation } from '../errors.ts';
import { findMapRun } from '../map-run/find-map-run.ts';
import { listChildren } from '../map-run/list-children.ts';
import { operation } from '../operation.ts';
import { pageOf } from '../paging/page.ts';
import { arn, executionStatus, listExecutionsPageToken, longArn, pageSize } from '../shapes/named-shapes.ts';
import { oneOf } from '../shapes/shape.ts';
import { loadStateMachine } from '../state-machine/stored-state-machine.ts';
import { timestamp } from '../timestamp.ts';

const ACTION = 'ListExecutions';

/** Newest first. The ARN of a version or an alias lists only the executions that were started by it. */
export const listExecutions = operation(
  ACTION,
  {
    stateMachineArn: arn,
    statusFilter: executionStatus,
    maxResults: pageSize,
    nextToken: listExecutionsPageToken,
    mapRunArn: longArn,
    redriveFilter: oneOf('REDRIVEN', 'NOT_REDRIVEN'),
  },
  async (input, call) => {
    if ((input.stateMachineArn === undefined) === (input.mapRunArn === undefined)) {
      throw validation('Must provide a StateMachine ARN or MapRun ARN');
    }
    const { statusFilter: status, redriveFilter: redrives } = input;
    const { executions } = call.context;
    const run = input.mapRunArn === undefined ? undefined : await findMapRun(call, input.mapRunArn);
    const filter: ExecutionFilter = {
      ...(run ? { listedUnder: run.mapRunArn } : await executionsOf(call, input)),
      ...(status === undefined ? {} : { status }),
      ...(redrives === undefined ? {} : { redriven: redrives === 'REDRIVEN' }),
    };
    const { items, nextToken } = await pageOf(
      call,
      [ACTION, filter],
      input,
      (limit, after: ExecutionCursor | undefined) =>
        run ? listChildren(executions, run, filter, limit, after) : executions.list(filter, limit, after),
      ({ startDate, executionArn }): ExecutionCursor => ({ startDate, executionArn }),
    );
    return { executions: items.map(listItem), nextToken };
  },
);

interface Listed {
  readonly stateMachineArn?: string;
  readonly statusFilter?: string;
}

/** The executions of a Standard machine, or of one of its versions or aliases. */
async function executionsOf(call: Call, { stateMachineArn = '', statusFilter }: Listed): Promise<ExecutionFilter> {
  const machine = parseStateMachineArn(stateMachineArn);
  if (statusFilter === 'PENDING_REDRIVE') {
    throw validation('The PENDING_REDRIVE status filter can only be used with a MapRun ARN');
  }
  if ((await loadStateMachine(call, machine)).type === 'EXPRESS') throw stateMachineTypeNotSupported();
  return {
    listedUnder: machine.unqualified,
    ...(machine.version === undefined ? {} : { stateMachineVersionArn: machine.given }),
    ...(machine.alias === undefined ? {} : { stateMachineAliasArn: machine.given }),
  };
}

function listItem(summary: ExecutionSummary): object {
  return {
    executionArn: summary.executionArn,
    stateMachineArn: summary.stateMachineArn,
    name: summary.name,
    status: summary.status,
    startDate: timestamp(summary.startDate),
    stopDate: summary.stopDate === undefined ? undefined : timestamp(summary.stopDate),
    mapRunArn: summary.mapRun?.mapRunArn,
    itemCount: summary.mapRun?.itemCount,
    stateMachineVersionArn: summary.stateMachineVersionArn,
    stateMachineAliasArn: summary.stateMachineAliasArn,
    redriveCount: summary.redriveCount,
    redriveDate: summary.redriveDate === undefined ? undefined : timestamp(summary.redriveDate),
  };
}
