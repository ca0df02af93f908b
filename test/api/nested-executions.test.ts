import { expect, test } from 'vitest';
import { createNestedStarter } from '../../lib/api/execution/start-nested-execution.ts';
import type { NestedStart } from '../../lib/ports/nested-execution.ts';
import { arnOf, createTestApi } from './harness.ts';

const startedBy = {
  executionArn: arnOf('execution:Parent:one'),
  pend: 3,
  attempt: 0,
  resource: 'arn:aws:states:::states:startExecution',
  waits: false,
};

async function starter() {
  const { context, engine, machine } = createTestApi();
  const stateMachineArn = await machine('Child');
  const start = createNestedStarter(context);
  const ask = (changes: Partial<NestedStart> = {}) =>
    start({ stateMachineArn, name: 'mine', input: '{}', startedBy, ...changes });
  return { ask, engine };
}

test('a start that is sent again finds the execution that it started, even when that has ended', async () => {
  const { ask, engine } = await starter();
  const first = await ask();
  await engine.finish(arnOf('execution:Child:mine'), { status: 'SUCCEEDED', output: '{}' });
  expect(await ask()).toEqual(first);
});

test('another task cannot take a name that is used', async () => {
  const { ask, engine } = await starter();
  await ask();
  await engine.finish(arnOf('execution:Child:mine'), { status: 'SUCCEEDED', output: '{}' });
  expect(await ask({ startedBy: { ...startedBy, pend: 4 } })).toEqual({
    errorName: 'ExecutionAlreadyExists',
    message: `Execution Already Exists: '${arnOf('execution:Child:mine')}'`,
  });
});

test('a machine that is not there is an error of the API', async () => {
  const { ask } = await starter();
  const stateMachineArn = arnOf('stateMachine:Nobody');
  expect(await ask({ stateMachineArn })).toEqual({
    errorName: 'StateMachineDoesNotExist',
    message: `State Machine Does Not Exist: '${stateMachineArn}'`,
  });
});

test('an execution that somebody else has started does not report to the task that asks for it', async () => {
  const { ask } = await starter();
  expect(await ask()).toMatchObject({ reports: true });
  expect(await ask({ startedBy: { ...startedBy, pend: 4 } })).toMatchObject({ reports: false });
});

test('nobody can wait for the end of an Express execution', async () => {
  const { context, machine } = createTestApi();
  const stateMachineArn = await machine('Quick', { type: 'EXPRESS' });
  const waiting = { ...startedBy, resource: 'arn:aws:states:::states:startExecution.sync', waits: true };
  expect(
    await createNestedStarter(context)({ stateMachineArn, name: 'mine', input: '{}', startedBy: waiting }),
  ).toMatchObject({ errorName: 'StateMachineTypeNotSupported' });
});
