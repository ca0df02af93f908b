import { describe, expect, test } from 'vitest';
import { arnOf, createTestApi, headersFor } from './harness.ts';

const ARN = arnOf('stateMachine:m');
const start = { stateMachineArn: ARN, name: 'e', input: '{"a": 1}' };
const EXECUTION = arnOf('execution:m:e');

describe('StartExecution', () => {
  test('answers the ARN and the date', async () => {
    const { ok, machine, clock } = createTestApi();
    await machine('m');
    expect(await ok('StartExecution', start)).toEqual({ executionArn: EXECUTION, startDate: clock.now() / 1000 });
  });

  test('without name and input takes a UUID and an empty object', async () => {
    const { ok, machine } = createTestApi();
    await machine('m');
    const { executionArn } = await ok('StartExecution', { stateMachineArn: ARN });
    expect(executionArn).toMatch(/:execution:m:[0-9a-f-]{36}$/);
    expect(await ok('DescribeExecution', { executionArn })).toMatchObject({ input: '{}' });
  });

  test.each(['2', '"some text"', 'null', '[]', ' {"a" : 1} '])('takes any JSON text as it is: %s', async (input) => {
    const { ok, machine } = createTestApi();
    await machine('m');
    await ok('StartExecution', { ...start, input });
    expect(await ok('DescribeExecution', { executionArn: EXECUTION })).toMatchObject({ input });
  });

  test.each([
    ['', 'Invalid execution input.'],
    [' ', 'Invalid execution input.'],
    [
      'not json',
      "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    ],
    ["{'a': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name"],
    [
      `[1${'0'.repeat(1000)}]`,
      'Number value length (1001) exceeds the maximum allowed (1000, from `StreamReadConstraints.getMaxNumberLength()`)',
    ],
  ])('refuses the input %j', async (input, reason) => {
    const { error, machine } = createTestApi();
    await machine('m');
    expect(await error('StartExecution', { ...start, input })).toBe(
      `InvalidExecutionInput: Invalid State Machine Execution Input: '${reason}'`,
    );
  });

  test('again with the same name and input, while it runs, is answered as the first time', async () => {
    const { ok, machine, clock } = createTestApi();
    await machine('m');
    const first = await ok('StartExecution', start);
    clock.advance(1000);
    expect(await ok('StartExecution', start)).toEqual(first);
  });

  test('again with another input, or after the end, is ExecutionAlreadyExists', async () => {
    const { ok, error, machine, engine } = createTestApi();
    await machine('m');
    await ok('StartExecution', start);
    const exists = `ExecutionAlreadyExists: Execution Already Exists: '${EXECUTION}'`;
    expect(await error('StartExecution', { ...start, input: '{"a":1}' })).toBe(exists);
    await engine.finish(EXECUTION, { status: 'SUCCEEDED', output: '{}' });
    expect(await error('StartExecution', start)).toBe(exists);
  });

  test('of an Express machine may repeat names', async () => {
    const { ok, machine } = createTestApi();
    await machine('m', { type: 'EXPRESS' });
    const [first, second] = [await ok('StartExecution', start), await ok('StartExecution', start)];
    expect(first.executionArn).toMatch(/:express:m:e:[0-9a-f-]{36}$/);
    expect(second.executionArn).not.toBe(first.executionArn);
  });

  test('prefers the trace header of the request', async () => {
    const { call, ok, machine } = createTestApi();
    await machine('m');
    const headers = { ...headersFor('StartExecution'), 'x-amzn-trace-id': 'Root=1' };
    await call('StartExecution', { ...start, traceHeader: 'Root=2' }, { headers });
    expect(await ok('DescribeExecution', { executionArn: EXECUTION })).toMatchObject({ traceHeader: 'Root=1' });
  });

  test.each(['', 'ü', 'x'.repeat(257)])('ignores a trace header that is none: %j', async (header) => {
    const { call, ok, machine } = createTestApi();
    await machine('m');
    const headers = { ...headersFor('StartExecution'), 'x-amzn-trace-id': header };
    await call('StartExecution', { ...start, traceHeader: 'Root=2' }, { headers });
    expect(await ok('DescribeExecution', { executionArn: EXECUTION })).toMatchObject({ traceHeader: 'Root=2' });
  });
});

describe('StartSyncExecution', () => {
  test('answers with the result and what it costs', async () => {
    const { ok, machine, clock } = createTestApi();
    await machine('m', { type: 'EXPRESS' });
    const startDate = clock.now();
    expect(await ok('StartSyncExecution', start)).toEqual({
      executionArn: expect.stringMatching(/:express:m:e:[0-9a-f-]{36}$/),
      stateMachineArn: ARN,
      name: 'e',
      startDate: startDate / 1000,
      stopDate: (startDate + 101) / 1000,
      status: 'SUCCEEDED',
      input: '{"a": 1}',
      inputDetails: { included: true },
      output: '{"a": 1}',
      outputDetails: { included: true },
      billingDetails: { billedMemoryUsedInMB: 64, billedDurationInMilliseconds: 200 },
    });
  });

  test('of a failing execution succeeds', async () => {
    const { ok, machine, engine, clock } = createTestApi();
    await machine('m', { type: 'EXPRESS' });
    engine.startSync = async () => ({ status: 'FAILED', stopDate: clock.now(), error: 'E', cause: 'c' });
    const answer = await ok('StartSyncExecution', start);
    expect(answer).toMatchObject({ status: 'FAILED', error: 'E', cause: 'c', outputDetails: { included: true } });
    expect(answer).not.toHaveProperty('output');
    expect(answer).toMatchObject({ billingDetails: { billedDurationInMilliseconds: 100 } });
  });

  test('leaves data out when only metadata is wanted', async () => {
    const { ok, machine } = createTestApi();
    await machine('m', { type: 'EXPRESS' });
    const answer = await ok('StartSyncExecution', { ...start, includedData: 'METADATA_ONLY' });
    expect(answer).toMatchObject({ inputDetails: { included: false }, outputDetails: { included: false } });
    expect(answer).not.toHaveProperty('input');
    expect(answer).not.toHaveProperty('output');
  });

  test('of a Standard machine is refused', async () => {
    const { error, machine } = createTestApi();
    await machine('m');
    expect(await error('StartSyncExecution', start)).toBe(
      'StateMachineTypeNotSupported: This operation is not supported by this type of state machine',
    );
  });

  test('is abandoned when the client goes away', async () => {
    const { call, machine, engine } = createTestApi();
    await machine('m', { type: 'EXPRESS' });
    const client = new AbortController();
    engine.startSync = async (record, _, signal) => {
      client.abort();
      return { status: signal.aborted ? 'TIMED_OUT' : 'SUCCEEDED', stopDate: record.startDate };
    };
    expect((await call('StartSyncExecution', start, { signal: () => client.signal })).body).toMatchObject({
      status: 'TIMED_OUT',
    });
  });
});

describe('DescribeExecution', () => {
  const common = { executionArn: EXECUTION, stateMachineArn: ARN, name: 'e', input: '{"a": 1}', redriveCount: 0 };

  test('of one that runs has no end', async () => {
    const { ok, machine, clock } = createTestApi();
    await machine('m');
    await ok('StartExecution', start);
    expect(await ok('DescribeExecution', { executionArn: EXECUTION })).toEqual({
      ...common,
      status: 'RUNNING',
      startDate: clock.now() / 1000,
      inputDetails: { included: true },
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    });
  });

  test.each<[Parameters<ReturnType<typeof createTestApi>['engine']['finish']>[1], object]>([
    [
      { status: 'SUCCEEDED', output: '[1]' },
      {
        output: '[1]',
        outputDetails: { included: true },
        redriveStatus: 'NOT_REDRIVABLE',
        redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
      },
    ],
    [
      { status: 'FAILED', error: 'E', cause: 'c' },
      { error: 'E', cause: 'c', redriveStatus: 'REDRIVABLE' },
    ],
    [{ status: 'TIMED_OUT' }, { redriveStatus: 'REDRIVABLE' }],
    [
      { status: 'ABORTED', cause: 'c' },
      { cause: 'c', redriveStatus: 'REDRIVABLE' },
    ],
  ])('of one that has ended: %j', async (end, members) => {
    const { ok, machine, clock, engine } = createTestApi();
    await machine('m');
    const { startDate } = await ok('StartExecution', start);
    clock.advance(1000);
    await engine.finish(EXECUTION, end);
    expect(await ok('DescribeExecution', { executionArn: EXECUTION })).toEqual({
      ...common,
      ...members,
      status: end.status,
      startDate,
      stopDate: clock.now() / 1000,
      inputDetails: { included: true },
    });
  });

  test('leaves data out when only metadata is wanted', async () => {
    const { ok, machine, engine } = createTestApi();
    await machine('m');
    await ok('StartExecution', start);
    await engine.finish(EXECUTION, { status: 'SUCCEEDED', output: '{}' });
    const answer = await ok('DescribeExecution', { executionArn: EXECUTION, includedData: 'METADATA_ONLY' });
    expect(answer).toMatchObject({ inputDetails: { included: false }, outputDetails: { included: false } });
    expect(answer).not.toHaveProperty('input');
    expect(answer).not.toHaveProperty('output');
  });
});

describe('StopExecution', () => {
  test('ends the execution with the error and cause given', async () => {
    const { ok, machine, clock } = createTestApi();
    await machine('m');
    await ok('StartExecution', start);
    clock.advance(1000);
    const stopDate = clock.now() / 1000;
    expect(await ok('StopExecution', { executionArn: EXECUTION, error: 'E', cause: 'c' })).toEqual({ stopDate });
    expect(await ok('DescribeExecution', { executionArn: EXECUTION })).toMatchObject({
      status: 'ABORTED',
      error: 'E',
      cause: 'c',
      stopDate,
    });
  });

  test('of one that has ended answers when it ended', async () => {
    const { ok, machine, clock, engine } = createTestApi();
    await machine('m');
    await ok('StartExecution', start);
    const stopDate = clock.now() / 1000;
    await engine.finish(EXECUTION, { status: 'SUCCEEDED', output: '1' });
    clock.advance(1000);
    expect(await ok('StopExecution', { executionArn: EXECUTION })).toEqual({ stopDate });
    expect(await ok('DescribeExecution', { executionArn: EXECUTION })).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe('ListExecutions', () => {
  const names = (answer: Record<string, unknown>) => (answer.executions as { name: string }[]).map(({ name }) => name);

  async function fourExecutions() {
    const api = createTestApi();
    await api.machine('m');
    for (const name of ['a', 'b', 'c', 'd']) {
      await api.ok('StartExecution', { stateMachineArn: ARN, name });
      api.clock.advance(10);
    }
    await api.engine.finish(arnOf('execution:m:b'), { status: 'SUCCEEDED', output: '1' });
    return api;
  }

  test('lists the newest first', async () => {
    const { ok, clock } = await fourExecutions();
    const answer = await ok('ListExecutions', { stateMachineArn: ARN });
    expect(names(answer)).toEqual(['d', 'c', 'b', 'a']);
    expect((answer.executions as object[])[2]).toEqual({
      executionArn: arnOf('execution:m:b'),
      stateMachineArn: ARN,
      name: 'b',
      status: 'SUCCEEDED',
      startDate: (clock.now() - 30) / 1000,
      stopDate: clock.now() / 1000,
      redriveCount: 0,
    });
  });

  test('lists by status', async () => {
    const { ok } = await fourExecutions();
    expect(names(await ok('ListExecutions', { stateMachineArn: ARN, statusFilter: 'RUNNING' }))).toEqual([
      'd',
      'c',
      'a',
    ]);
    expect(names(await ok('ListExecutions', { stateMachineArn: ARN, statusFilter: 'FAILED' }))).toEqual([]);
    expect(names(await ok('ListExecutions', { stateMachineArn: ARN, redriveFilter: 'REDRIVEN' }))).toEqual([]);
  });

  test('lists a page at a time; executions started in between do not disturb', async () => {
    const { ok } = await fourExecutions();
    const first = await ok('ListExecutions', { stateMachineArn: ARN, maxResults: 3 });
    await ok('StartExecution', { stateMachineArn: ARN, name: 'e' });
    const second = await ok('ListExecutions', { stateMachineArn: ARN, maxResults: 1, nextToken: first.nextToken });
    expect([names(first), names(second)]).toEqual([['d', 'c', 'b'], ['a']]);
    expect(second).not.toHaveProperty('nextToken');
  });

  test.each<[object, string]>([
    [{}, 'ValidationException: Must provide a StateMachine ARN or MapRun ARN'],
    [
      { stateMachineArn: ARN, mapRunArn: arnOf('mapRun:m/l:1') },
      'ValidationException: Must provide a StateMachine ARN or MapRun ARN',
    ],
    [
      { stateMachineArn: ARN, statusFilter: 'PENDING_REDRIVE' },
      'ValidationException: The PENDING_REDRIVE status filter can only be used with a MapRun ARN',
    ],
    [
      { stateMachineArn: arnOf('stateMachine:x') },
      'StateMachineTypeNotSupported: This operation is not supported by this type of state machine',
    ],
  ])('with %j is refused', async (body, message) => {
    const { error, machine } = createTestApi();
    await machine('m');
    await machine('x', { type: 'EXPRESS' });
    expect(await error('ListExecutions', body)).toBe(message);
  });
});
