import { describe, expect, test } from 'vitest';
import { activityTaskPartition, type ActivityTask } from '../../lib/ports/activity-task.ts';
import { arnOf, createTestApi, type TestApi } from './harness.ts';

const ARN = arnOf('activity:a');
const EXECUTION = arnOf('execution:m:e');

function queued(pend: number): ActivityTask {
  return { executionArn: EXECUTION, pend, attempt: 1, taskToken: `token-${pend}`, input: `{"n":${pend}}` };
}

async function queue(api: TestApi, ...pends: readonly number[]) {
  for (const pend of pends) {
    await api.context.resources.put(activityTaskPartition(ARN), String(pend).padStart(4, '0'), queued(pend));
  }
}

describe('an activity', () => {
  test('can be created, described, listed and deleted', async () => {
    const { ok, error, clock } = createTestApi();
    const activity = { activityArn: ARN, creationDate: clock.now() / 1000 };
    expect(await ok('CreateActivity', { name: 'a' })).toEqual(activity);
    expect(await ok('DescribeActivity', { activityArn: ARN })).toEqual({
      ...activity,
      name: 'a',
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
    expect(await ok('ListActivities', {})).toEqual({ activities: [{ ...activity, name: 'a' }] });
    expect(await ok('DeleteActivity', { activityArn: ARN })).toEqual({});
    expect(await error('DescribeActivity', { activityArn: ARN })).toContain('ActivityDoesNotExist');
  });

  test('created again is answered as the first time, and its tags stay', async () => {
    const { ok, clock } = createTestApi();
    const first = await ok('CreateActivity', { name: 'a', tags: [{ key: 'k', value: '1' }] });
    clock.advance(1000);
    expect(await ok('CreateActivity', { name: 'a', tags: [{ key: 'k', value: '2' }] })).toEqual(first);
    expect(await ok('ListTagsForResource', { resourceArn: ARN })).toEqual({ tags: [{ key: 'k', value: '1' }] });
  });

  test('is listed by name, a page at a time', async () => {
    const { ok } = createTestApi();
    for (const name of ['c', 'a', 'b']) await ok('CreateActivity', { name });
    const first = await ok('ListActivities', { maxResults: 2 });
    const second = await ok('ListActivities', { nextToken: first.nextToken });
    expect([first, second]).toMatchObject([
      { activities: [{ name: 'a' }, { name: 'b' }] },
      { activities: [{ name: 'c' }] },
    ]);
  });
});

describe('GetActivityTask', () => {
  test('gives the oldest task, starts it and takes it from the queue', async () => {
    const api = createTestApi();
    await api.ok('CreateActivity', { name: 'a' });
    await queue(api, 2, 1);
    const get = { activityArn: ARN, workerName: 'w' };
    expect(await api.ok('GetActivityTask', get)).toEqual({ taskToken: 'token-1', input: '{"n":1}' });
    expect(await api.ok('GetActivityTask', { activityArn: ARN })).toMatchObject({ taskToken: 'token-2' });
    expect(api.engine.stimuli).toEqual([
      [EXECUTION, { type: 'activityStarted', pend: 1, attempt: 1, workerName: 'w' }],
      [EXECUTION, { type: 'activityStarted', pend: 2, attempt: 1 }],
    ]);
    expect(await api.context.resources.list(activityTaskPartition(ARN), { limit: 10 })).toEqual([]);
  });

  test('passes over tasks that no longer wait', async () => {
    const api = createTestApi();
    await api.ok('CreateActivity', { name: 'a' });
    await queue(api, 1, 2);
    api.engine.stimulate = async (_, stimulus) => (stimulus.pend === 1 ? 'closed' : 'applied');
    expect(await api.ok('GetActivityTask', { activityArn: ARN })).toMatchObject({ taskToken: 'token-2' });
  });

  test('waits nearly a minute for a task and then answers with none', async () => {
    const { ok, clock } = createTestApi();
    await ok('CreateActivity', { name: 'a' });
    const began = clock.now();
    expect(await ok('GetActivityTask', { activityArn: ARN })).toEqual({});
    expect(clock.now() - began).toBe(59_000);
  });

  test('gets a task that comes while it waits', async () => {
    const api = createTestApi();
    await api.ok('CreateActivity', { name: 'a' });
    const waiting = api.ok('GetActivityTask', { activityArn: ARN });
    await queue(api, 1);
    expect(await waiting).toMatchObject({ taskToken: 'token-1' });
  });

  test('leaves the task to others when the worker has gone away', async () => {
    const api = createTestApi();
    await api.ok('CreateActivity', { name: 'a' });
    const worker = new AbortController();
    const waiting = api.call('GetActivityTask', { activityArn: ARN }, { signal: () => worker.signal });
    worker.abort();
    await queue(api, 1);
    expect((await waiting).body).toEqual({});
    expect(api.engine.stimuli).toEqual([]);
    expect(await api.ok('GetActivityTask', { activityArn: ARN })).toMatchObject({ taskToken: 'token-1' });
  });

  test('is answered with none when the server stops', async () => {
    const { ok, call, clock } = createTestApi();
    await ok('CreateActivity', { name: 'a' });
    const began = clock.now();
    const closing = AbortSignal.abort();
    expect((await call('GetActivityTask', { activityArn: ARN }, { closing })).body).toEqual({});
    expect(clock.now()).toBe(began);
  });

  test('is refused to more workers than the limit, until one of them leaves', async () => {
    const { ok, error } = createTestApi({ limits: { activityPollers: 1 } });
    await ok('CreateActivity', { name: 'a' });
    const waiting = ok('GetActivityTask', { activityArn: ARN });
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(await error('GetActivityTask', { activityArn: ARN })).toBe(
      'ActivityWorkerLimitExceeded: The maximum number of workers concurrently polling for activity tasks has been reached.',
    );
    await waiting;
    expect(await ok('GetActivityTask', { activityArn: ARN })).toEqual({});
  });
});
