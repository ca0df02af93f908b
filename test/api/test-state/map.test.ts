import { describe, expect, test } from 'vitest';
import { distributed, inline, input, inspect, ItemProcessor, mock, tester } from './tested-map.ts';

test('the items are shown as they are selected, and the result as it is selected', async () => {
  const state = { ...inline, ResultSelector: { 'first.$': '$[0]' }, ResultPath: '$.r', OutputPath: '$.r' };
  const { status, output, inspectionData } = await inspect(state);
  expect({ status, output }).toEqual({ status: 'SUCCEEDED', output: { first: 'a' } });
  expect(inspectionData).toEqual({
    input,
    afterInputPath: input,
    afterItemsPath: input.items,
    maxConcurrency: 0,
    afterResultSelector: { first: 'a' },
    afterResultPath: { ...input, r: { first: 'a' } },
  });
});

test.each([
  ['JSONPath', { ...inline, ItemSelector: { 'i.$': '$$.Map.Item.Index', 'v.$': '$$.Map.Item.Value.n' } }],
  [
    'JSONata',
    {
      Type: 'Map',
      QueryLanguage: 'JSONata',
      Items: '{% $states.input.items %}',
      ItemSelector: { i: '{% $states.context.Map.Item.Index %}', v: '{% $states.context.Map.Item.Value.n %}' },
      ItemProcessor,
      End: true,
    },
  ],
])('ItemSelector in %s makes the input of every iteration', async (_language, state) => {
  expect((await inspect(state)).inspectionData?.['afterItemSelector']).toEqual([
    { i: 0, v: 1 },
    { i: 1, v: 2 },
  ]);
});

test.each([
  ['literals', { MaxConcurrency: 3, ToleratedFailureCount: 1, ToleratedFailurePercentage: 50 }, 3],
  [
    'paths',
    { MaxConcurrencyPath: '$.limit', ToleratedFailureCountPath: '$.limit', ToleratedFailurePercentagePath: '$.share' },
    1,
  ],
])('numbers are shown whether they are %s', async (_name, fields, maxConcurrency) => {
  expect((await inspect({ ...distributed, ...fields })).inspectionData).toMatchObject({
    maxConcurrency,
    toleratedFailureCount: 1,
    toleratedFailurePercentage: 50,
  });
});

test('numbers may be expressions', async () => {
  const numbers = {
    MaxConcurrency: '{% $states.input.limit %}',
    ToleratedFailureCount: '{% 1 %}',
    ToleratedFailurePercentage: '{% 50 %}',
  };
  const { ItemsPath, ...map } = distributed;
  const state = { ...map, QueryLanguage: 'JSONata', Items: '{% $states.input.items %}', ...numbers };
  expect((await inspect(state)).inspectionData).toEqual({
    input,
    maxConcurrency: 1,
    toleratedFailureCount: 1,
    toleratedFailurePercentage: 50,
  });
});

describe('fields that cannot be read fail the Map without a word of its event', () => {
  test.each([
    [{ ItemsPath: '$.limit' }, 'Reference path "$.limit" must point to array.'],
    [{ ItemsPath: '$$.Execution.Name' }, 'Reference path "$.Execution.Name" must point to array.'],
    [
      { MaxConcurrencyPath: '$.items' },
      'The MaxConcurrencyPath field refers to value "[{"n":1},{"n":2}]" which is not a valid integer: $.items',
    ],
    [{ ToleratedFailureCountPath: '$.no' }, "Invalid path '$.no' : No results for path: $['no']"],
    [
      { ToleratedFailurePercentagePath: '$.items' },
      'The ToleratedFailurePercentagePath field refers to value "[{"n":1},{"n":2}]" which is not a valid float: $.items',
    ],
  ])('%j', async (fields, cause) => {
    const { ItemsPath } = inline;
    const answer = await inspect({ ...distributed, ItemsPath, ...fields });
    expect(answer).toMatchObject({ status: 'FAILED', error: 'States.Runtime', cause });
    expect(answer.inspectionData).not.toHaveProperty('maxConcurrency');
  });

  test.each([
    ['ToleratedFailureCountPath', -1, 'ToleratedFailureCount cannot be negative.'],
    ['ToleratedFailurePercentagePath', 101, 'ToleratedFailurePercentage must be between 0 and 100.'],
  ])('%s that leads to %i', async (field, n, cause) => {
    const answer = await inspect({ ...distributed, [field]: '$.n' }, { input: { ...input, n } });
    expect(answer).toMatchObject({ status: 'FAILED', error: 'States.Runtime', cause });
  });
});

describe('failed iterations', () => {
  const failing = (fields: object, mapIterationFailureCount: number) =>
    inspect({ ...distributed, ...fields }, { stateConfiguration: { mapIterationFailureCount } });

  test.each([
    [1, { ToleratedFailureCount: 1 }],
    [1, { ToleratedFailurePercentage: 50 }],
    [2, {}],
  ])('%i of 2 do not matter to %j', async (failed, fields) => {
    expect(await failing(fields, failed)).toMatchObject({ status: 'SUCCEEDED' });
  });

  test.each([
    [2, { ToleratedFailureCount: 1 }],
    [1, { ToleratedFailurePercentage: 49.9 }],
    [1, { ToleratedFailureCount: 1, ToleratedFailurePercentage: 0 }],
  ])('%i of 2 are too many for %j', async (failed, fields) => {
    expect(await failing(fields, failed)).toMatchObject({
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
      cause: 'The specified tolerated failure threshold was exceeded',
    });
  });

  test('can be retried and caught', async () => {
    const handler = { ErrorEquals: ['States.ExceedToleratedFailureThreshold'] };
    const caught = { ToleratedFailureCount: 0, Catch: [{ ...handler, Next: 'N' }] };
    expect(await failing(caught, 1)).toMatchObject({ status: 'CAUGHT_ERROR', nextState: 'N' });
    expect(await failing({ ...caught, Retry: [handler] }, 1)).toMatchObject({ status: 'RETRIABLE' });
  });

  test('cannot be more than there are iterations', async () => {
    const request = { state: distributed, input, mock, stateConfiguration: { mapIterationFailureCount: 3 } };
    expect(await tester.refusal(request)).toBe(
      'ValidationException: Map iteration failure count must be less than or equal to the number of Map iterations',
    );
  });
});
