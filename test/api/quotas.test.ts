import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, test } from 'vitest';
import { startHttpServer } from '../../lib/adapters/embedded/http-server.ts';
import { quotaOf, startQuotaOf } from '../../lib/api/quotas/action-quotas.ts';
import { createAccountQuotas, type ResourceQuotas } from '../../lib/api/quotas/account-quotas.ts';
import { createAllowance } from '../../lib/api/quotas/allowance.ts';
import { createTokenBuckets } from '../../lib/api/quotas/token-buckets.ts';
import { OPERATIONS } from '../../lib/api/router.ts';
import { ACCOUNT, arnOf, createTestApi, headersFor, PASS, ROLE } from './harness.ts';

const THROTTLED = 'ThrottlingException: Rate exceeded';

/** An API whose accounts are held back, and its clock. */
function createLimitedApi(resources: Partial<ResourceQuotas> = {}) {
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
    advance: (ms: number) => {
      now += ms;
    },
  };
  return { ...createTestApi({ clock, quotas: createAccountQuotas(clock, resources) }), clock };
}

describe('the quotas of actions', () => {
  test.each<[action: string, large: [number, number], other: [number, number]]>([
    ['CreateStateMachine', [100, 1], [100, 1]],
    ['DescribeExecution', [300, 15], [250, 10]],
    ['GetActivityTask', [3_000, 500], [1_500, 300]],
    ['StopExecution', [1_000, 200], [500, 25]],
    ['ListExecutions', [200, 5], [100, 2]],
    ['TestState', [50, 10], [50, 10]],
  ])('%s', (action, [largeSize, largeRefill], [size, refill]) => {
    for (const region of ['us-east-1', 'us-west-2', 'eu-west-1']) {
      expect(quotaOf(action, region)).toEqual({ size: largeSize, refill: largeRefill });
    }
    expect(quotaOf(action, 'eu-central-1')).toEqual({ size, refill });
  });

  test('are there for every action but those that start executions', () => {
    const free = OPERATIONS.filter(({ action }) => quotaOf(action, 'eu-west-1') === undefined);
    expect(free.map(({ action }) => action)).toEqual(['StartExecution', 'StartSyncExecution']);
    expect(startQuotaOf('STANDARD', 'eu-west-1')).toEqual({ size: 1_300, refill: 300 });
    expect(startQuotaOf('STANDARD', 'ap-south-1')).toEqual({ size: 800, refill: 150 });
    expect(startQuotaOf('EXPRESS', 'ap-south-1')).toEqual({ size: 6_000, refill: 6_000 });
  });
});

describe('a bucket', () => {
  test.each<[ms: number, tokens: number]>([
    [0, 0],
    [400, 0],
    [500, 1],
    [1_000, 2],
    [1_250, 2],
    [60_000, 5],
  ])('of 5 that was emptied has, with 2 new tokens a second, after %i ms %i', (ms, tokens) => {
    let now = 0;
    const take = createTokenBuckets({ now: () => now });
    const quota = { size: 5, refill: 2 };
    const taken = () => Array.from({ length: 10 }, () => take('a', quota)).filter(Boolean).length;
    expect(taken()).toBe(5);
    now = ms;
    expect(taken()).toBe(tokens);
  });

  test('is not disturbed by a clock that goes back', () => {
    let now = 1_000;
    const take = createTokenBuckets({ now: () => now });
    expect(take('a', { size: 1, refill: 1 })).toBe(true);
    now = 0;
    expect(take('a', { size: 1, refill: 1 })).toBe(false);
  });
});

describe('an allowance', () => {
  test('counts only when what it knows of is used up', async () => {
    let now = 0;
    let there = 0;
    let counts = 0;
    const allow = createAllowance(5, { now: () => now });
    const ask = () =>
      allow(async () => {
        counts += 1;
        return there;
      });
    for (; there < 5; there += 1) expect(await ask()).toBe(true);
    expect([await ask(), await ask(), counts]).toEqual([false, false, 2]);
    there = 3;
    expect(await ask()).toBe(false);
    now = 1_000;
    expect([await ask(), await ask(), counts]).toEqual([true, true, 3]);
  });
});

describe('accounts', () => {
  test('are throttled when they call too often, each action for itself', async () => {
    const { call, error, ok, clock } = createLimitedApi();
    for (let sent = 0; sent < 100; sent += 1) await ok('ListActivities', {});
    expect(await error('ListActivities', {})).toBe(THROTTLED);
    expect((await call('ListActivities', {})).status).toBe(400);
    await ok('ListStateMachines', {});
    clock.advance(100);
    await ok('ListActivities', {});
    expect(await error('ListActivities', {})).toBe(THROTTLED);
  });

  test('do not throttle each other, nor one region the other', async () => {
    const { call } = createLimitedApi();
    const send = (account: string, region: string) =>
      call('ListActivities', {}, { headers: headersFor('ListActivities', account, region) });
    for (let sent = 0; sent < 100; sent += 1) await send(ACCOUNT, 'eu-west-1');
    expect((await send(ACCOUNT, 'eu-west-1')).status).toBe(400);
    expect((await send('444455556666', 'eu-west-1')).status).toBe(200);
    expect((await send(ACCOUNT, 'us-east-1')).status).toBe(200);
  });

  test('start Standard and Express executions from two buckets', async () => {
    const { call, error, machine, ok } = createLimitedApi();
    const standard = await machine('standard');
    const express = await machine('express', { type: 'EXPRESS' });
    for (let sent = 0; sent < 1_300; sent += 1) await ok('StartExecution', { stateMachineArn: standard });
    expect(await error('StartExecution', { stateMachineArn: standard })).toBe(THROTTLED);
    await ok('StartExecution', { stateMachineArn: express });
    expect((await call('StartSyncExecution', { stateMachineArn: express })).status).toBe(200);
  });

  test('have no more open executions than they may', async () => {
    const { engine, error, machine, ok, clock } = createLimitedApi({ openExecutions: 2 });
    const stateMachineArn = await machine('m');
    const { executionArn } = await ok('StartExecution', { stateMachineArn });
    await ok('StartExecution', { stateMachineArn });
    const exceeded =
      'ExecutionLimitExceeded: The maximum number of running executions has been reached. Running executions must end or be stopped before a new execution can be started.';
    expect(await error('StartExecution', { stateMachineArn })).toBe(exceeded);
    await engine.finish(String(executionArn), { status: 'SUCCEEDED' });
    clock.advance(1_000);
    await ok('StartExecution', { stateMachineArn });
    expect(await error('StartExecution', { stateMachineArn })).toBe(exceeded);
  });

  test('have no more machines and activities than they may; what is there is answered as before', async () => {
    const { error, ok } = createLimitedApi({ stateMachines: 1, activities: 1 });
    const machine = { name: 'm', definition: PASS, roleArn: ROLE };
    await ok('CreateStateMachine', machine);
    await ok('CreateStateMachine', machine);
    expect(await error('CreateStateMachine', { ...machine, name: 'n' })).toMatch(
      /^StateMachineLimitExceeded: The maximum/,
    );
    await ok('CreateActivity', { name: 'a' });
    await ok('CreateActivity', { name: 'a' });
    expect(await error('CreateActivity', { name: 'b' })).toMatch(/^ActivityLimitExceeded: The maximum/);
  });

  test('may call as often as they like where nothing else is said', async () => {
    const { ok } = createTestApi();
    for (let sent = 0; sent < 500; sent += 1) await ok('ListActivities', {});
  });
});

test('the AWS SDK backs off when it is throttled, and comes through', async () => {
  const limited = createLimitedApi();
  const stateMachineArn = await limited.machine('m');
  let refused = 0;
  const server = await startHttpServer({
    port: 0,
    log: () => undefined,
    api: async (request) => {
      const response = await limited.api(request);
      if (response.status !== 400) return response;
      refused += 1;
      // The time that the client waits.
      limited.clock.advance(25);
      return response;
    },
  });
  const client = new SFNClient({
    endpoint: `http://127.0.0.1:${server.port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'x' },
    maxAttempts: 5,
  });
  for (let sent = 0; sent < 200; sent += 1) await limited.ok('DescribeStateMachine', { stateMachineArn });
  const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn: arnOf('stateMachine:m') }));
  expect(described).toMatchObject({ name: 'm', $metadata: { attempts: 3 } });
  expect(refused).toBe(2);
  client.destroy();
  await server.close();
});
