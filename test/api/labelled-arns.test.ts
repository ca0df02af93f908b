import { expect, test } from 'vitest';
import { arnOf, createTestApi, ROLE } from './harness.ts';

const ARN = arnOf('stateMachine:orders');
const ItemProcessor = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
  StartAt: 'Inner',
  States: { Inner: { Type: 'Pass', Parameters: { 'v.$': '$tax', n: 1.5 }, End: true } },
};
const machineOf = (fields: object = {}, map: object = ItemProcessor) =>
  JSON.stringify({
    StartAt: 'Before',
    States: {
      Before: { Type: 'Pass', Assign: { tax: 1, 'old.$': '$tax' }, Next: 'Each' },
      Each: { Type: 'Map', Label: 'Each', ItemProcessor: map, End: true },
    },
    ...fields,
  });

test('a labelled ARN is described by what the children of that Map run', async () => {
  const { ok, machine, clock } = createTestApi();
  await machine('orders', { definition: machineOf() });
  const answer = await ok('DescribeStateMachine', { stateMachineArn: `${ARN}/Each` });
  expect({ ...answer, definition: JSON.parse(String(answer.definition)) as unknown }).toMatchObject({
    stateMachineArn: `${ARN}/Each`,
    name: 'orders',
    label: 'Each',
    status: 'ACTIVE',
    type: 'EXPRESS',
    creationDate: clock.now() / 1000,
    definition: ItemProcessor,
    roleArn: ROLE,
    variableReferences: { Inner: ['tax'] },
  });
  expect(answer.variableReferences).toEqual({ Inner: ['tax'] });
});

test('its definition says the query language, which it has from the machine', async () => {
  const { ok, machine } = createTestApi();
  const map = { ...ItemProcessor, States: { Inner: { Type: 'Pass', Output: '{% $tax %}', End: true } } };
  const states = { Before: { Type: 'Pass', Assign: { tax: 1 }, Next: 'Each' } };
  const { States } = JSON.parse(machineOf({}, map)) as { States: object };
  const definition = machineOf({ QueryLanguage: 'JSONata', States: { ...States, ...states } }, map);
  await machine('orders', { definition });
  const answer = await ok('DescribeStateMachine', { stateMachineArn: `${ARN}/Each` });
  expect(JSON.parse(String(answer.definition))).toEqual({ QueryLanguage: 'JSONata', ...map });
  expect(answer.variableReferences).toEqual({ Inner: ['tax'] });
});

test('a machine without a label has no label', async () => {
  const { ok, machine } = createTestApi();
  await machine('orders', { definition: machineOf() });
  expect(await ok('DescribeStateMachine', { stateMachineArn: ARN })).not.toHaveProperty('label');
});

test.each([
  ['of no Map', '/No', `StateMachineDoesNotExist: State Machine Does Not Exist: '${ARN}/No'`],
  ['with a version', '/Each:1', 'ValidationException: This operation does not support labeled state machine ARNs'],
  ['with two labels', '/Each/Each', 'ValidationException: This operation does not support labeled state machine ARNs'],
])('a label %s is refused', async (_name, suffix, message) => {
  const { error, machine } = createTestApi();
  await machine('orders', { definition: machineOf(), publish: true });
  expect(await error('DescribeStateMachine', { stateMachineArn: `${ARN}${suffix}` })).toBe(message);
});

test('a labelled ARN of no machine does not exist', async () => {
  const { error } = createTestApi();
  const message = `StateMachineDoesNotExist: State Machine Does Not Exist: '${ARN}/Each'`;
  expect(await error('DescribeStateMachine', { stateMachineArn: `${ARN}/Each` })).toBe(message);
});
