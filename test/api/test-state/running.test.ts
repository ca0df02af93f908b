import { describe, expect, test } from 'vitest';
import type { TaskRequest } from '../../../lib/ports/task-runner.ts';
import { createTestApi, ROLE } from '../harness.ts';
import { createStateTester } from './state-tester.ts';

const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };

test('a Task that is not mocked calls its service', async () => {
  const requests: TaskRequest[] = [];
  const tester = createStateTester(async (request) => {
    requests.push(request);
    return { output: '{"Payload":  2}' };
  });
  const { End, ...task } = invoke;
  const state = { ...task, Parameters: { 'Payload.$': '$.a' }, Next: 'N' };
  expect(await tester.test({ state, input: { a: 1 } })).toEqual({
    status: 'SUCCEEDED',
    output: { Payload: 2 },
    nextState: 'N',
  });
  expect(requests).toMatchObject([{ resource: invoke.Resource, parameters: '{"Payload":1}', roleArn: ROLE }]);
});

test('a Task that takes longer than its TimeoutSeconds fails, and its call is given up', async () => {
  let givenUp = false;
  const tester = createStateTester(
    (_request, signal) =>
      new Promise(() => {
        signal.addEventListener('abort', () => (givenUp = true));
      }),
  );
  const started = tester.now();
  const answer = await tester.test({ state: { ...invoke, TimeoutSeconds: 60 } });
  expect(answer).toEqual({ status: 'FAILED', error: 'States.Timeout' });
  expect(tester.now() - started).toBe(60_000);
  expect(givenUp).toBe(true);
});

describe('time passes in a Wait', () => {
  test.each([
    ['Seconds', { Seconds: 299 }, 'SUCCEEDED', 299_000],
    ['no more than five minutes', { Seconds: 301 }, 'FAILED', 300_000],
  ])('%s', async (_name, fields, status, duration) => {
    const tester = createStateTester();
    const started = tester.now();
    const answer = await tester.test({ state: { Type: 'Wait', ...fields, End: true } });
    expect(answer).toMatchObject({ status, ...(status === 'FAILED' ? { error: 'States.Timeout' } : {}) });
    expect(tester.now() - started).toBe(duration);
  });
});

const tester = createStateTester();

test.each([
  [1, 'One'],
  [2, 'Other'],
])('a Choice for %i leads to %s', async (input, nextState) => {
  const Choices = [{ Variable: '$', NumericEquals: 1, Next: 'One' }];
  expect(await tester.test({ state: { Type: 'Choice', Choices, Default: 'Other' }, input })).toEqual({
    status: 'SUCCEEDED',
    output: input,
    nextState,
  });
});

test('a failing state names itself StateName, whatever the definition calls it', async () => {
  const States = { Mine: { Type: 'Pass', InputPath: '$.no', End: true } };
  expect(await tester.test({ state: { StartAt: 'Mine', States }, stateName: 'Mine' })).toEqual({
    status: 'FAILED',
    error: 'States.Runtime',
    cause:
      "An error occurred while executing the state 'StateName' (entered at the event id #2). Invalid path '$.no' : No results for path: $['no']",
  });
});

test('a Fail state fails with its error and cause', async () => {
  expect(await tester.test({ state: { Type: 'Fail', Error: 'E', Cause: 'c' } })).toEqual({
    status: 'FAILED',
    error: 'E',
    cause: 'c',
  });
});

describe('of a whole machine', () => {
  const inner = { StartAt: 'Inner', States: { Inner: { Type: 'Pass', Output: '{% $x + 1 %}', End: true } } };
  const machine = {
    QueryLanguage: 'JSONata',
    StartAt: 'First',
    States: {
      First: { Type: 'Pass', Assign: { x: 1 }, Next: 'Second' },
      Second: { Type: 'Parallel', Branches: [inner], Next: 'Each' },
      Each: { Type: 'Map', ItemProcessor: { StartAt: 'Last', States: { Last: { Type: 'Succeed' } } }, End: true },
    },
  };

  test.each([
    ['First', { output: {}, nextState: 'Second' }],
    ['Inner', { output: 42 }],
    ['Last', { output: {} }],
  ])('the state %s can be tested, in the language of the machine', async (stateName, answer) => {
    const { status, ...rest } = await tester.test({ state: machine, stateName, variables: { x: 41 } });
    expect(status).toBe('SUCCEEDED');
    expect(rest).toEqual(answer);
  });

  test.each(['Third', '"First"'])('a state %s that is not there cannot', async (stateName) => {
    expect(await tester.refusal({ state: machine, stateName })).toBe(
      'ValidationException: State not found in definition',
    );
  });
});

describe('a definition is refused', () => {
  test.each([
    [{}, undefined, 'SCHEMA_VALIDATION_FAILED: These fields are required: [Type] at /States/StateName'],
    [
      { Type: 'Pass', Seconds: 1, End: true },
      undefined,
      "SCHEMA_VALIDATION_FAILED: Field 'Seconds' is not supported at /States/StateName",
    ],
    [
      { Type: 'Task', Resource: 'arn:aws:states:::no:such', End: true },
      undefined,
      'SCHEMA_VALIDATION_FAILED: The resource provided arn:aws:states:::no:such is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/StateName/Resource',
    ],
    [
      { Type: 'Succeed' },
      'S',
      "'SCHEMA_VALIDATION_FAILED: Field 'Type' is not supported at /', 'SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /'",
    ],
    [
      { StartAt: 'S', States: { S: { Type: 'Pass', Next: 'N' } } },
      'S',
      "'MISSING_TRANSITION_TARGET: Missing 'Next' target: N at /States/S/Next', 'MISSING_END_STATE: Workflow has no terminal state at null'",
    ],
  ])('%j', async (state, stateName, errors) => {
    expect(await tester.refusal({ state, stateName })).toBe(
      `InvalidDefinition: Invalid State Machine Definition: '${errors}'`,
    );
  });
});

test('an input that is no JSON is refused', async () => {
  const { error } = createTestApi();
  expect(await error('TestState', { definition: '{"Type":"Succeed"}', input: 'no' })).toBe(
    "InvalidExecutionInput: Invalid State Machine Execution Input: 'Unrecognized token 'no': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'",
  );
});
