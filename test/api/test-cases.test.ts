import { expect, test } from 'vitest';
import { arnOf, createTestApi } from './harness.ts';

const ARN = arnOf('stateMachine:m');
const EXECUTION = arnOf('execution:m:e');

const work = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' } };
const DEFINITION = {
  StartAt: 'Work',
  States: {
    Work: { ...work, Next: 'Each' },
    Each: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'Inner', States: { Inner: { ...work, End: true } } },
      End: true,
    },
  },
};

async function apiWithMocks() {
  const mockedStates = (machine: string, testCase: string) =>
    machine === 'm' && testCase === 'Happy' ? ['Work', 'Inner', 'Wrok', 'Each'] : undefined;
  const api = createTestApi({ mocks: { source: 'mocks.json', mockedStates } });
  await api.machine('m', { definition: JSON.stringify(DEFINITION) });
  return api;
}

test('an execution of ARN#CASE belongs to the state machine and keeps the case', async () => {
  const { ok, context } = await apiWithMocks();
  await ok('StartExecution', { stateMachineArn: `${ARN}#Happy`, name: 'e' });
  expect(await ok('DescribeExecution', { executionArn: EXECUTION })).toMatchObject({ stateMachineArn: ARN });
  expect((await context.executions.get(EXECUTION))?.record.mockCase).toBe('Happy');
});

test('what a case mocks although it is no Task of the definition is logged with file, case and state', async () => {
  const { ok, logged } = await apiWithMocks();
  await ok('StartExecution', { stateMachineArn: ARN, name: 'plain' });
  expect(logged).toEqual([]);
  await ok('StartExecution', { stateMachineArn: `${ARN}#Happy`, name: 'e' });
  const warning = (state: string) => ({
    level: 'warning',
    message: `The test case 'Happy' of mocks.json mocks '${state}', but the definition has no Task state of this name`,
    executionArn: EXECUTION,
  });
  expect(logged).toEqual([warning('Wrok'), warning('Each')]);
});

test('an execution of the ARN alone has no case', async () => {
  const { ok, context } = await apiWithMocks();
  await ok('StartExecution', { stateMachineArn: ARN, name: 'e' });
  expect((await context.executions.get(EXECUTION))?.record).not.toHaveProperty('mockCase');
});

test('the same name with another case is another request', async () => {
  const { ok, error } = await apiWithMocks();
  await ok('StartExecution', { stateMachineArn: ARN, name: 'e' });
  expect(await error('StartExecution', { stateMachineArn: `${ARN}#Happy`, name: 'e' })).toMatch(
    /^ExecutionAlreadyExists/,
  );
});

test.each(['StartExecution', 'StartSyncExecution'])('%s refuses a case that is not in the file', async (action) => {
  const { error } = await apiWithMocks();
  expect(await error(action, { stateMachineArn: `${ARN}#Sad` })).toBe(
    "InvalidArn: Invalid Arn: 'The mock configuration has no test case 'Sad' for state machine 'm''",
  );
});

test('a state machine that is not there is missed before its case', async () => {
  const { error } = await apiWithMocks();
  expect(await error('StartExecution', { stateMachineArn: arnOf('stateMachine:other#Happy') })).toBe(
    `StateMachineDoesNotExist: State Machine Does Not Exist: '${arnOf('stateMachine:other')}'`,
  );
});

test('without a mock configuration ARN#CASE is no ARN', async () => {
  const { error, machine } = createTestApi();
  await machine('m');
  expect(await error('StartExecution', { stateMachineArn: `${ARN}#Happy` })).toBe(
    `InvalidArn: Invalid Arn: 'Invalid ARN prefix: ${ARN}#Happy'`,
  );
});
