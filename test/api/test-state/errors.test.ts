import { describe, expect, test } from 'vitest';
import { createStateTester } from './state-tester.ts';

const tester = createStateTester(async () => ({ error: 'Real', cause: 'it broke' }));
const Retry = [
  { ErrorEquals: ['Rare'], IntervalSeconds: 9 },
  { ErrorEquals: ['Often', 'Real'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 3, MaxDelaySeconds: 10 },
];
const Catch = [
  { ErrorEquals: ['Rare'], Next: 'Seldom' },
  { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Assign: { 'seen.$': '$.Error' }, Next: 'Rescue' },
];
const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: {}, End: true };

function run(state: object, error: string, retrierRetryCount = 0) {
  return tester.test({
    state,
    input: { a: 1 },
    inspectionLevel: 'DEBUG',
    mock: { errorOutput: { error, cause: 'c' } },
    stateConfiguration: { retrierRetryCount },
  });
}

test.each([
  [0, { retryIndex: 1, retryBackoffIntervalSeconds: 2 }],
  [1, { retryIndex: 1, retryBackoffIntervalSeconds: 6 }],
  [2, { retryIndex: 1, retryBackoffIntervalSeconds: 10 }],
])('after %i retries the error is retriable with %j', async (retries, errorDetails) => {
  const answer = await run({ ...task, Retry, Catch }, 'Often', retries);
  expect(answer).toMatchObject({ status: 'RETRIABLE', error: 'Often', cause: 'c', inspectionData: { errorDetails } });
  expect(answer).not.toHaveProperty('output');
  expect(answer).not.toHaveProperty('nextState');
});

test('an error whose retries are used up is caught', async () => {
  expect(await run({ ...task, Retry, Catch }, 'Often', 3)).toMatchObject({
    status: 'CAUGHT_ERROR',
    error: 'Often',
    cause: 'c',
    nextState: 'Rescue',
    output: { a: 1, error: { Error: 'Often', Cause: 'c' } },
    inspectionData: { errorDetails: { retryIndex: 1, catchIndex: 1 }, variables: { seen: 'Often' } },
  });
});

test('an error whose retries are used up fails the state if nothing catches it', async () => {
  expect(await run({ ...task, Retry }, 'Often', 3)).toEqual({
    status: 'FAILED',
    error: 'Often',
    cause: 'c',
    inspectionData: { input: { a: 1 }, afterInputPath: { a: 1 }, afterParameters: {}, errorDetails: { retryIndex: 1 } },
  });
});

test.each([
  ['Rare', 'Seldom', { catchIndex: 0 }],
  ['Other', 'Rescue', { catchIndex: 1 }],
])('the error %s is caught by the first catcher that names it', async (error, nextState, errorDetails) => {
  expect(await run({ ...task, Catch }, error)).toMatchObject({
    status: 'CAUGHT_ERROR',
    nextState,
    inspectionData: { errorDetails },
  });
});

test('a pause beyond all bounds is the longest that can be told', async () => {
  const boundless = [{ ErrorEquals: ['E'], MaxAttempts: 9_999, BackoffRate: 10 }];
  const answer = await run({ ...task, Retry: boundless }, 'E', 5_000);
  const errorDetails = { retryIndex: 0, retryBackoffIntervalSeconds: 31_622_400 };
  expect(answer).toMatchObject({ status: 'RETRIABLE', inspectionData: { errorDetails } });
});

describe('no detail of handling is given', () => {
  test.each([
    ['for an error that nothing names', { ...task, Retry }, 'Other'],
    ['for a run-time error, which nothing handles', { ...task, Retry, Catch }, 'States.Runtime'],
  ])('%s', async (_name, state, error) => {
    const answer = await run(state, error);
    expect(answer).toMatchObject({ status: 'FAILED', error });
    expect(answer.inspectionData).not.toHaveProperty('errorDetails');
  });
});

test('an error and a cause that a mock does not give are not there', async () => {
  expect(await tester.test({ state: task, mock: { errorOutput: {} } })).toEqual({ status: 'FAILED' });
});

test('a catcher may read the error in JSONata', async () => {
  const state = {
    Type: 'Task',
    QueryLanguage: 'JSONata',
    Resource: task.Resource,
    Catch: [{ ErrorEquals: ['E'], Output: '{% $states.errorOutput.Cause & $states.input.a %}', Next: 'N' }],
    End: true,
  };
  expect(await run(state, 'E')).toMatchObject({ status: 'CAUGHT_ERROR', output: 'c1', nextState: 'N' });
});

test('a catcher that fails fails the state', async () => {
  const answer = await run({ ...task, Catch: [{ ErrorEquals: ['E'], Assign: { 'x.$': '$.no' }, Next: 'N' }] }, 'E');
  expect(answer).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  expect(answer.inspectionData).not.toHaveProperty('errorDetails');
});

test('errors of real calls are handled like mocked ones', async () => {
  expect(await tester.test({ state: { ...task, Retry } })).toEqual({
    status: 'RETRIABLE',
    error: 'Real',
    cause: 'it broke',
  });
});

test('the number of retries is in the context object', async () => {
  const state = { ...task, Parameters: { 'n.$': '$$.State.RetryCount' } };
  expect((await run(state, 'E', 2)).inspectionData).toMatchObject({ afterParameters: { n: 2 } });
});

test.each(['Work', 'Note'])(
  'an error of %s within is handled by the state itself, not by what is within',
  async (name) => {
    const Work = { ...task, Retry: [{ ErrorEquals: ['States.ALL'] }], End: undefined, Next: 'Note' };
    const branch = { StartAt: 'Work', States: { Work, Note: { Type: 'Pass', End: true } } };
    const handled = [{ ErrorEquals: ['States.TaskFailed'], Next: 'Rescue' }];
    const answer = await tester.test({
      state: { Type: 'Parallel', Branches: [branch], Catch: handled, End: true },
      mock: { errorOutput: { error: 'E' } },
      stateConfiguration: { errorCausedByState: name },
    });
    expect(answer).toMatchObject({ status: 'CAUGHT_ERROR', nextState: 'Rescue' });
  },
);
