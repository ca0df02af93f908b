import { describe, expect, test } from 'vitest';
import { OPERATIONS, UNSUPPORTED_ACTIONS } from '../../../lib/api/router.ts';
import { createTestApi } from '../harness.ts';
import { ACTIONS } from './service-model.ts';
import { leastRequest, violationsOf } from './violations.ts';

test('every action of the service model is answered, or refused by name', () => {
  const known = [...OPERATIONS.map(({ action }) => action), ...UNSUPPORTED_ACTIONS];
  expect(known.toSorted()).toEqual(Object.keys(ACTIONS).toSorted());
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
