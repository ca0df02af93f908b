import { describe, expect, test } from 'vitest';
import type { Head } from '../../lib/ports/execution-store.ts';
import { arnOf, createTestApi, type TestApi } from './harness.ts';

const EXECUTION = arnOf('execution:m:e');
const stateMachineArn = arnOf('stateMachine:m');
const DAY_MS = 86_400_000;

/** An execution of the machine m that has ended like this. */
async function ended(end: Partial<Head> & Pick<Head, 'status'>): Promise<TestApi> {
  const test = createTestApi();
  await test.machine('m');
  await test.ok('StartExecution', { stateMachineArn, name: 'e' });
  test.clock.advance(1_000);
  await test.engine.finish(EXECUTION, end);
  return test;
}

describe('an execution that ended without success', () => {
  test.each(['FAILED', 'TIMED_OUT', 'ABORTED'] as const)('as %s runs again', async (status) => {
    const { ok, clock } = await ended({ status, error: 'Broken', cause: 'By chance' });
    const { startDate } = await ok('DescribeExecution', { executionArn: EXECUTION });
    clock.advance(1_000);
    expect(await ok('RedriveExecution', { executionArn: EXECUTION })).toEqual({ redriveDate: clock.now() / 1000 });
    expect(await ok('DescribeExecution', { executionArn: EXECUTION })).toEqual({
      executionArn: EXECUTION,
      stateMachineArn,
      name: 'e',
      status: 'RUNNING',
      startDate,
      input: '{}',
      inputDetails: { included: true },
      redriveCount: 1,
      redriveDate: clock.now() / 1000,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    });
  });

  test('can be redriven each time that it ends', async () => {
    const { ok, engine } = await ended({ status: 'FAILED' });
    await ok('RedriveExecution', { executionArn: EXECUTION });
    await engine.finish(EXECUTION, { status: 'FAILED' });
    await ok('RedriveExecution', { executionArn: EXECUTION });
    expect(await ok('DescribeExecution', { executionArn: EXECUTION })).toMatchObject({ redriveCount: 2 });
  });
});

describe('nothing is redriven', () => {
  /** The end, how long after it somebody asks, and the reason that is given. */
  const refusals: readonly [
    title: string,
    end: Partial<Head> & Pick<Head, 'status'>,
    waitMs: number,
    reason: string,
  ][] = [
    ['that succeeded', { status: 'SUCCEEDED', output: '{}' }, 0, 'Execution is SUCCEEDED and cannot be redriven'],
    ['fourteen days after its end', { status: 'FAILED' }, 14 * DAY_MS, 'Execution redrivable period exceeded'],
    [
      'a year after its start',
      { status: 'FAILED', stopDate: 1_700_000_000_123 + 365 * DAY_MS },
      365 * DAY_MS,
      'Execution has exceeded the max execution time',
    ],
    ['whose history is full', { status: 'FAILED', lastEventId: 24_999 }, 0, 'Execution history event limit exceeded'],
    [
      'of which nothing was kept',
      { status: 'FAILED', snapshot: '' },
      0,
      'Execution was started before the launch of RedriveExecution',
    ],
  ];

  test.each(refusals)('%s', async (_, end, waitMs, reason) => {
    const { ok, error, clock } = await ended(end);
    clock.advance(waitMs);
    expect(await error('RedriveExecution', { executionArn: EXECUTION })).toBe(`ExecutionNotRedrivable: ${reason}`);
    expect(await ok('DescribeExecution', { executionArn: EXECUTION })).toMatchObject({
      status: end.status,
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: reason,
    });
  });

  test('that runs', async () => {
    const { ok, error, machine } = createTestApi();
    await machine('m');
    await ok('StartExecution', { stateMachineArn, name: 'e' });
    expect(await error('RedriveExecution', { executionArn: EXECUTION })).toBe(
      'ExecutionNotRedrivable: Execution is RUNNING and cannot be redriven',
    );
  });

  test.each([
    ['is being deleted', true],
    ['is gone', false],
  ])('whose state machine %s', async (_, anotherRuns) => {
    const { ok, error } = await ended({ status: 'FAILED' });
    if (anotherRuns) await ok('StartExecution', { stateMachineArn, name: 'other' });
    await ok('DeleteStateMachine', { stateMachineArn });
    const reason = 'State machine is in DELETING status';
    expect(await error('RedriveExecution', { executionArn: EXECUTION })).toBe(`ExecutionNotRedrivable: ${reason}`);
    expect(await ok('DescribeExecution', { executionArn: EXECUTION })).toMatchObject({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: reason,
    });
  });

  test.each([
    [
      { executionArn: arnOf('execution:m:nobody') },
      `ExecutionDoesNotExist: Execution Does Not Exist: '${arnOf('execution:m:nobody')}'`,
    ],
    [{ executionArn: arnOf('express:m:e:1') }, /^InvalidArn: /],
    [{ executionArn: EXECUTION, clientToken: '' }, /^ValidationException: .*'clientToken'.*greater than or equal to 1/],
    [{ executionArn: EXECUTION, clientToken: 'a b' }, /^ValidationException: .*'clientToken'.*\[!-~\]\+/],
  ])('by %j', async (request, expected) => {
    const { error } = await ended({ status: 'FAILED' });
    const refused = await error('RedriveExecution', request);
    if (typeof expected === 'string') expect(refused).toBe(expected);
    else expect(refused).toMatch(expected);
  });
});

describe('a request with a client token', () => {
  const request = { executionArn: EXECUTION, clientToken: 'token' };

  test('is done once, whatever has become of the execution since', async () => {
    const { ok, engine, clock } = await ended({ status: 'FAILED' });
    const answer = await ok('RedriveExecution', request);
    clock.advance(60_000);
    expect(await ok('RedriveExecution', request)).toEqual(answer);
    await engine.finish(EXECUTION, { status: 'FAILED' });
    expect(await ok('RedriveExecution', request)).toEqual(answer);
    expect(await ok('DescribeExecution', { executionArn: EXECUTION })).toMatchObject({
      status: 'FAILED',
      redriveCount: 1,
    });
  });

  test('is another one after fifteen minutes', async () => {
    const { ok, engine, clock } = await ended({ status: 'FAILED' });
    await ok('RedriveExecution', request);
    await engine.finish(EXECUTION, { status: 'FAILED' });
    clock.advance(15 * 60_000);
    expect(await ok('RedriveExecution', request)).toEqual({ redriveDate: clock.now() / 1000 });
  });

  test('is not the same as one with another token', async () => {
    const { ok, engine } = await ended({ status: 'FAILED' });
    await ok('RedriveExecution', request);
    await engine.finish(EXECUTION, { status: 'FAILED' });
    await ok('RedriveExecution', { ...request, clientToken: 'another' });
    expect(await ok('DescribeExecution', { executionArn: EXECUTION })).toMatchObject({ redriveCount: 2 });
  });
});

test('of two requests at the same time one is done and one is refused', async () => {
  const { call } = await ended({ status: 'FAILED' });
  const answers = await Promise.all([1, 2].map(() => call('RedriveExecution', { executionArn: EXECUTION })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
});

test('ListExecutions tells what was redriven from what was not, in full pages', async () => {
  const { ok, engine, clock } = await ended({ status: 'FAILED' });
  for (const name of ['a', 'b', 'c']) {
    clock.advance(1_000);
    await ok('StartExecution', { stateMachineArn, name });
    await engine.finish(arnOf(`execution:m:${name}`), { status: 'FAILED' });
  }
  for (const name of ['e', 'b']) await ok('RedriveExecution', { executionArn: arnOf(`execution:m:${name}`) });

  const list = async (members: object) => {
    const { executions, nextToken } = await ok('ListExecutions', { stateMachineArn, ...members });
    const items = executions as readonly { name: string; redriveCount: number; redriveDate?: number }[];
    return { names: items.map(({ name }) => name), items, nextToken };
  };
  expect((await list({ redriveFilter: 'REDRIVEN' })).names).toEqual(['b', 'e']);
  expect((await list({ redriveFilter: 'NOT_REDRIVEN' })).names).toEqual(['c', 'a']);
  expect((await list({ redriveFilter: 'NOT_REDRIVEN', statusFilter: 'RUNNING' })).names).toEqual([]);
  const [newest] = (await list({ redriveFilter: 'REDRIVEN' })).items;
  expect(newest).toMatchObject({ status: 'RUNNING', redriveCount: 1, redriveDate: clock.now() / 1000 });

  const first = await list({ redriveFilter: 'REDRIVEN', maxResults: 1 });
  expect(first.names).toEqual(['b']);
  const nextToken = first.nextToken;
  expect((await list({ redriveFilter: 'REDRIVEN', maxResults: 1, nextToken })).names).toEqual(['e']);
});
