import { describe, expect, test } from 'vitest';
import { arnOf } from '../harness.ts';
import { createPopulatedApi, DELETING, MISSING, ORDERS, QUICK, RUNNING, type Refusal } from './populated-api.ts';

const UNKNOWN = arnOf('execution:orders:unknown');
const nowhere = (arn: string) => `StateMachineDoesNotExist: State Machine Does Not Exist: '${arn}'`;
const noExecution = `ExecutionDoesNotExist: Execution Does Not Exist: '${UNKNOWN}'`;
const going = `StateMachineDeleting: State Machine is being deleted: '${DELETING}'`;
const taken = (name: string) =>
  `ExecutionAlreadyExists: Execution Already Exists: '${arnOf(`execution:orders:${name}`)}'`;
const wrongType = 'StateMachineTypeNotSupported: This operation is not supported by this type of state machine';
const badInput = (reason: string) => `InvalidExecutionInput: Invalid State Machine Execution Input: '${reason}'`;
const badToken = "InvalidToken: Invalid Token: 'Invalid token'";
const WORD = "was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/** Texts that are no JSON, and what AWS's parser says to them. */
const INPUTS: [input: string, reason: string][] = [
  ['', 'Invalid execution input.'],
  [' \n', 'Invalid execution input.'],
  ['not json', `Unrecognized token 'not': ${WORD}`],
  ["{'a': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name"],
  ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value"],
  ['[1 2]', "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries"],
  [
    '['.repeat(1001),
    'Document nesting depth (1001) exceeds the maximum allowed (1000, from `StreamReadConstraints.getMaxNestingDepth()`)',
  ],
];

describe.each([
  ['StartExecution', ORDERS],
  ['StartExecution', QUICK],
  ['StartSyncExecution', QUICK],
])('%s of %s', (action, stateMachineArn) => {
  test.each(INPUTS)('with the input %j', async (input, reason) => {
    const { error } = await createPopulatedApi();
    expect(await error(action, { stateMachineArn, input })).toBe(badInput(reason));
  });

  test('with an input of 262,145 bytes, though of fewer characters', async () => {
    const { error } = await createPopulatedApi();
    expect(await error(action, { stateMachineArn, input: `"${'ä'.repeat(131_071)}x"` })).toBe(
      "ValidationException: 1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to 262144",
    );
  });

  test('with an input of 262,144 bytes starts', async () => {
    const { ok } = await createPopulatedApi();
    await ok(action, { stateMachineArn, input: `"${'ä'.repeat(131_071)}"` });
  });
});

test.each<Refusal>([
  ['StartExecution', { stateMachineArn: MISSING }, nowhere(MISSING)],
  ['StartExecution', { stateMachineArn: DELETING }, going],
  ['StartExecution', { stateMachineArn: DELETING, name: 'last' }, going],
  [
    'StartExecution',
    { stateMachineArn: `${ORDERS}#case` },
    `InvalidArn: Invalid Arn: 'Invalid ARN prefix: ${ORDERS}#case'`,
  ],
  ['StartExecution', { stateMachineArn: ORDERS, name: 'running' }, taken('running')],
  ['StartExecution', { stateMachineArn: ORDERS, name: 'running', input: '{"n": 1}' }, taken('running')],
  ['StartExecution', { stateMachineArn: ORDERS, name: 'done' }, taken('done')],
  ['StartExecution', { stateMachineArn: ORDERS, name: 'done', input: '{}' }, taken('done')],
  ['StartExecution', { stateMachineArn: `${ORDERS}:PROD`, name: 'done' }, taken('done')],
  ['StartSyncExecution', { stateMachineArn: MISSING }, nowhere(MISSING)],
  ['StartSyncExecution', { stateMachineArn: ORDERS }, wrongType],
  ['StartSyncExecution', { stateMachineArn: `${ORDERS}:1` }, wrongType],
  ['StartSyncExecution', { stateMachineArn: DELETING }, going],
  ['DescribeExecution', { executionArn: UNKNOWN }, noExecution],
  ['DescribeStateMachineForExecution', { executionArn: UNKNOWN }, noExecution],
  ['GetExecutionHistory', { executionArn: UNKNOWN }, noExecution],
  ['GetExecutionHistory', { executionArn: RUNNING, nextToken: 'x' }, badToken],
  ['GetExecutionHistory', { executionArn: RUNNING, nextToken: 'é.💥' }, badToken],
  ['StopExecution', { executionArn: UNKNOWN }, noExecution],
  ['ListExecutions', { stateMachineArn: MISSING }, nowhere(MISSING)],
  ['ListExecutions', { stateMachineArn: QUICK }, wrongType],
  ['ListExecutions', { stateMachineArn: ORDERS, nextToken: 'x' }, badToken],
])('%s with %j', async (action, body, message) => {
  const { error } = await createPopulatedApi();
  expect(await error(action, body)).toBe(message);
});

test('of a machine that is going, the executions can still be looked at and stopped', async () => {
  const { ok } = await createPopulatedApi();
  const executionArn = arnOf('execution:going:last');
  expect(await ok('ListExecutions', { stateMachineArn: DELETING })).toMatchObject({ executions: [{ executionArn }] });
  await ok('StopExecution', { executionArn });
  expect(await ok('DescribeExecution', { executionArn })).toMatchObject({ status: 'ABORTED' });
});
