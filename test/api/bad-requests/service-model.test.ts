import { describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../../lib/api/router.ts';
import { createTestApi } from '../harness.ts';
import { ACTIONS } from './service-model.ts';
import { leastRequest, violationsOf } from './violations.ts';

test('every action of the service model is answered', () => {
  expect(OPERATIONS.map(({ action }) => action).toSorted()).toEqual(Object.keys(ACTIONS).toSorted());
});

describe.each(OPERATIONS)('$action', ({ action, members }) => {
  const { call } = createTestApi();

  test('takes the members of the service model', () => {
    expect(Object.keys(members).toSorted()).toEqual(Object.keys(ACTIONS[action] ?? {}).toSorted());
  });

  test.each(violationsOf(action))('with $title is a $type', async ({ body, type, message }) => {
    const answer = await call(action, body);
    expect([answer.status, answer.body]).toEqual([400, { __type: type, message }]);
  });

  test('is not disturbed by members that nobody knows, nor by null for what may be left out', async () => {
    const least = leastRequest(action);
    const nulls = Object.fromEntries(Object.keys(ACTIONS[action] ?? {}).map((name) => [name, null]));
    const plain = await createTestApi().call(action, least);
    const crowded = await createTestApi().call(action, { ...nulls, ...least, unknown: { deep: [1] }, Name: 1 });
    expect(crowded).toEqual(plain);
  });
});

test('several violations are told in one text, in the order of the members', async () => {
  const { error } = createTestApi();
  const at = (value: string, member: string, rule: string) =>
    `Value ${value} at '${member}' failed to satisfy constraint: Member must ${rule}`;
  expect(await error('CreateStateMachine', { name: '', type: 'X' })).toBe(
    'ValidationException: 4 validation errors detected: ' +
      [
        at("''", 'name', 'have length greater than or equal to 1'),
        at('null', 'definition', 'not be null'),
        at('null', 'roleArn', 'not be null'),
        at("'X'", 'type', 'satisfy enum value set: [STANDARD, EXPRESS]'),
      ].join('; '),
  );
});

test('a list that is too long is shown as it is, item by item', async () => {
  const { error } = createTestApi();
  const item = (weight: number) => ({ stateMachineVersionArn: 'v', weight });
  expect(await error('CreateStateMachineAlias', { name: 'a', routingConfiguration: [item(1), item(2), item(3)] })).toBe(
    "ValidationException: 1 validation error detected: Value '[RoutingConfigurationListItem(stateMachineVersionArn=v, weight=1), " +
      'RoutingConfigurationListItem(stateMachineVersionArn=v, weight=2), RoutingConfigurationListItem(stateMachineVersionArn=v, weight=3)]' +
      "' at 'routingConfiguration' failed to satisfy constraint: Member must have length less than or equal to 2",
  );
});

test('of a million violations a hundred are told', async () => {
  const { error } = createTestApi();
  const tags = Array.from({ length: 1_000_000 }, () => null);
  expect(await error('CreateActivity', { name: 'a', tags })).toMatch(
    /^ValidationException: 100 validation errors detected: /,
  );
});
