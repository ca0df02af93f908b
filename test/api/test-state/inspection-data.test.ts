import { expect, test } from 'vitest';
import { createStateTester } from './state-tester.ts';

const tester = createStateTester();
const input = { a: { b: 1 } };
const FN = 'arn:aws:lambda:eu-west-1:111122223333:function:f';
const branches = [{ StartAt: 'B', States: { B: { Type: 'Pass', End: true } } }];
const processor = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };

const jsonPath = [
  [
    'a Pass',
    { Type: 'Pass', InputPath: '$.a', Parameters: { 'c.$': '$.b' }, ResultPath: '$.d', End: true },
    {
      afterInputPath: { b: 1 },
      afterParameters: { c: 1 },
      afterResultSelector: { c: 1 },
      afterResultPath: { a: { b: 1 }, d: { c: 1 } },
    },
  ],
  [
    'a Pass with a Result',
    { Type: 'Pass', InputPath: '$.a', Result: 2, End: true },
    { result: 2, afterResultSelector: 2, afterResultPath: 2 },
  ],
  [
    'a Task',
    { Type: 'Task', Resource: FN, InputPath: '$.a', ResultSelector: { 's.$': '$.b' }, ResultPath: '$.r', End: true },
    {
      afterInputPath: { b: 1 },
      afterParameters: { b: 1 },
      result: { b: 1 },
      afterResultSelector: { s: 1 },
      afterResultPath: { a: { b: 1 }, r: { s: 1 } },
    },
  ],
  ['a Wait', { Type: 'Wait', Seconds: 1, InputPath: '$.a', End: true }, { afterInputPath: { b: 1 } }],
  ['a Succeed', { Type: 'Succeed', InputPath: '$.a' }, { afterInputPath: { b: 1 } }],
  ['a Fail', { Type: 'Fail', Error: 'E' }, { afterInputPath: input }],
  [
    'a Choice',
    { Type: 'Choice', InputPath: '$.a', Choices: [{ Variable: '$.b', IsPresent: true, Next: 'N' }] },
    { afterInputPath: { b: 1 } },
  ],
  [
    'a Parallel',
    { Type: 'Parallel', InputPath: '$.a', Branches: branches, ResultPath: '$.r', End: true },
    { afterResultSelector: [7], afterResultPath: { a: { b: 1 }, r: [7] } },
    [7],
  ],
] as const;

const jsonata = [
  ['a Pass', { Type: 'Pass', Output: '{% $states.input.a %}', End: true }, {}],
  [
    'a Task',
    { Type: 'Task', Resource: FN, Arguments: '{% $states.input.a %}', End: true },
    { afterArguments: { b: 1 }, result: { b: 1 } },
  ],
  ['a Wait', { Type: 'Wait', Seconds: '{% 1 %}', End: true }, {}],
  ['a Succeed', { Type: 'Succeed' }, {}],
  ['a Fail', { Type: 'Fail', Error: 'E' }, {}],
  ['a Choice', { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'N' }] }, {}],
  ['a Parallel', { Type: 'Parallel', Arguments: '{% $states.input.a %}', Branches: branches, End: true }, {}, [7]],
  ['a Map', { Type: 'Map', Items: [1, 2], ItemProcessor: processor, End: true }, { maxConcurrency: 0 }, [7, 8]],
] as const;

const cases = [
  ...jsonPath.map(([name, ...rest]) => [`${name} in JSONPath`, ...rest] as const),
  ...jsonata.map(
    ([name, state, ...rest]) => [`${name} in JSONata`, { ...state, QueryLanguage: 'JSONata' }, ...rest] as const,
  ),
];

test.each(cases)(
  'DEBUG and TRACE show what becomes of the data of %s',
  async (_name, state, shown, result?: object) => {
    const mock = result && { mock: { result: JSON.stringify(result) } };
    for (const inspectionLevel of ['DEBUG', 'TRACE']) {
      const { inspectionData } = await tester.test({ state, input, inspectionLevel, ...mock });
      expect(inspectionData).toEqual({ input, ...shown });
    }
  },
);

test.each([undefined, 'INFO'])('the level %s shows the end alone', async (inspectionLevel) => {
  const state = { Type: 'Pass', Next: 'There' };
  expect(await tester.test({ state, input, ...(inspectionLevel && { inspectionLevel }) })).toEqual({
    status: 'SUCCEEDED',
    output: input,
    nextState: 'There',
  });
});

test('a failing step shows what came before it', async () => {
  const state = { Type: 'Pass', InputPath: '$.a', Parameters: { 'c.$': '$.missing' }, End: true };
  const answer = await tester.test({ state, input, inspectionLevel: 'DEBUG' });
  expect(answer).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  expect(answer.inspectionData).toEqual({ input, afterInputPath: { b: 1 } });
});

test('variables are shown as they are after the state, if there are any', async () => {
  const state = { Type: 'Pass', Assign: { 'new.$': '$.a.b', 'sum.$': 'States.MathAdd($old, 1)' }, End: true };
  const shown = await tester.test({ state, input, variables: { old: 4, sum: 0 }, inspectionLevel: 'DEBUG' });
  expect(shown.inspectionData?.['variables']).toEqual({ old: 4, new: 1, sum: 5 });
  const none = await tester.test({ state: { Type: 'Succeed' }, variables: {}, inspectionLevel: 'DEBUG' });
  expect(none.inspectionData).not.toHaveProperty('variables');
});
