import { expect, test } from 'vitest';
import { statusAfter, statusEvent } from '../../lib/engine/status-event.ts';
import type { Execution, ExecutionRecord, ExecutionStatus, Head } from '../../lib/ports/execution-store.ts';

const ARN = 'arn:aws:states:us-east-1:123456789012';
const KIB = 1024;

function execution(head: Partial<Head>, record: Partial<ExecutionRecord> = {}): Execution {
  return {
    record: {
      executionArn: `${ARN}:execution:m:e`,
      stateMachineArn: `${ARN}:stateMachine:m`,
      name: 'e',
      revision: 'r',
      input: '{"n":1}',
      startDate: 1_000,
      ...record,
    },
    head: { version: 1, nonce: '', status: 'RUNNING', redriveCount: 0, snapshot: '', lastEventId: 1, ...head },
  };
}

const detailOf = (of: Execution, status: ExecutionStatus) =>
  JSON.parse(statusEvent(of, status).detail) as Record<string, unknown>;

const running = {
  executionArn: `${ARN}:execution:m:e`,
  stateMachineArn: `${ARN}:stateMachine:m`,
  name: 'e',
  status: 'RUNNING',
  startDate: 1_000,
  stopDate: null,
  input: '{"n":1}',
  output: null,
  stateMachineVersionArn: null,
  stateMachineAliasArn: null,
  redriveCount: 0,
  redriveDate: null,
  redriveStatus: 'NOT_REDRIVABLE',
  redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
  inputDetails: { included: true },
  outputDetails: null,
  error: null,
  cause: null,
};

test.each<[status: ExecutionStatus, head: Partial<Head>, members: object]>([
  ['RUNNING', {}, {}],
  [
    'SUCCEEDED',
    { stopDate: 2_000, output: '2' },
    {
      stopDate: 2_000,
      output: '2',
      outputDetails: { included: true },
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    },
  ],
  [
    'FAILED',
    { stopDate: 2_000, error: 'E', cause: 'C' },
    { stopDate: 2_000, error: 'E', cause: 'C', redriveStatus: 'REDRIVABLE', redriveStatusReason: null },
  ],
  [
    'TIMED_OUT',
    { stopDate: 2_000, error: 'States.Timeout' },
    { stopDate: 2_000, error: 'States.Timeout', redriveStatus: 'REDRIVABLE', redriveStatusReason: null },
  ],
  ['ABORTED', { stopDate: 2_000 }, { stopDate: 2_000, redriveStatus: 'REDRIVABLE', redriveStatusReason: null }],
])('the event of %s has every member, null where there is nothing', (status, head, members) => {
  expect(detailOf(execution({ ...head, status }), status)).toEqual({ ...running, status, ...members });
});

test('an execution that has ended is told as it was when it started', () => {
  const ended = execution({ status: 'SUCCEEDED', stopDate: 2_000, output: '2' });
  expect(detailOf(ended, 'RUNNING')).toEqual(running);
  expect(statusEvent(ended, 'RUNNING').time).toBe(1_000);
  expect(statusEvent(ended, 'SUCCEEDED').time).toBe(2_000);
});

test('a redriven execution is told with when and how often, and its version and alias', () => {
  const stateMachineAliasArn = `${ARN}:stateMachine:m:live`;
  const stateMachineVersionArn = `${ARN}:stateMachine:m:1`;
  const redriven = execution({ redriveCount: 2, redriveDate: 5_000 }, { stateMachineAliasArn, stateMachineVersionArn });
  const members = { redriveCount: 2, redriveDate: 5_000, stateMachineAliasArn, stateMachineVersionArn };
  expect(detailOf(redriven, 'RUNNING')).toEqual({ ...running, ...members });
  expect(statusEvent(redriven, 'RUNNING').time).toBe(5_000);
});

const text = (kib: number) => `"${'x'.repeat(kib * KIB - 4)}"`;
const yes = { included: true };
const no = { included: false };

test.each<[string, input: string, output: string, inputDetails: object, outputDetails: object]>([
  ['both have room', text(100), text(148), yes, yes],
  ['together they are too large', text(101), text(148), no, yes],
  ['the output alone is too large', '1', text(249), no, no],
  ['the input alone is too large', text(249), '1', no, yes],
  ['quotes are counted as they are escaped', `"${'\\"'.repeat(63 * KIB)}"`, '1', no, yes],
])('data that an event has no room for is left out: %s', (_, input, output, inputDetails, outputDetails) => {
  const detail = detailOf(execution({ status: 'SUCCEEDED', output }, { input }), 'SUCCEEDED');
  expect(detail).toMatchObject({ inputDetails, outputDetails });
  expect([detail['input'] !== null, detail['output'] !== null]).toEqual([inputDetails === yes, outputDetails === yes]);
});

test.each([
  ['ExecutionStarted', 'RUNNING'],
  ['ExecutionRedriven', 'RUNNING'],
  ['ExecutionSucceeded', 'SUCCEEDED'],
  ['ExecutionFailed', 'FAILED'],
  ['ExecutionTimedOut', 'TIMED_OUT'],
  ['ExecutionAborted', 'ABORTED'],
  ['TaskFailed', undefined],
])('after %s the status is %s', (type, status) => {
  expect(statusAfter(type)).toBe(status);
});
