import { describe, expect, test, vi } from 'vitest';
import { StoreUnavailable } from '../../lib/ports/store-unavailable.ts';
import { lastCall, lastOf, stage, TURN_MS } from './stage.ts';

const WORK = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { 'P.$': '$' } };
const oneTask = { StartAt: 'Work', States: { Work: { ...WORK, End: true } } };
const patientTask = {
  StartAt: 'Work',
  States: {
    Work: {
      ...WORK,
      TimeoutSeconds: 30,
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5 }],
      End: true,
    },
  },
};
const oneWait = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 600, End: true } } };
const farWait = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 86_400, End: true } } };

test('a task is claimed in the store before it is called, and its message goes last', async () => {
  const play = await stage(oneTask);
  await play.start();
  expect(play.sent).toMatchObject([{ delayMs: 0, message: { announces: 1, wake: 1 } }]);
  const turn = await play.turn(lastOf(play.sent).message);
  expect((await play.stored()).head.version).toBe(2);
  expect((await play.stored()).head.snapshot).toContain('"status":"running"');
  expect(lastCall(play).request).toMatchObject({ parameters: '{"P":{"from":"the start"}}', attempt: 0 });
  expect(turn.wasDeleted()).toBe(false);
  await lastCall(play).answer({ output: '"done"' });
  expect(turn.wasDeleted()).toBe(true);
  expect((await play.stored()).head).toMatchObject({ version: 3, status: 'SUCCEEDED', output: '"done"' });
  expect(play.sent).toHaveLength(1);
});

describe('a message that is earlier than the commit it announces', () => {
  test.each([
    [0, 1],
    [59_000, 1],
    [60_000, 0],
  ])('after %d ms it is kept %d times', async (age, kept) => {
    const play = await stage(oneTask);
    const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:m:e';
    const sentAt = play.clock.now() - age;
    const turn = await play.turn({ executionArn, lineage: 'l', sentAt, announces: 1 });
    expect(play.sent).toHaveLength(kept);
    expect(turn.wasDeleted()).toBe(true);
  });
});

test('a second delivery leaves the call to the first and looks again when that must be over', async () => {
  const play = await stage(oneTask);
  await play.start();
  const { message } = lastOf(play.sent);
  await play.turn(message);
  const twin = await play.anotherProcess().turn(message);
  expect(play.asked).toHaveLength(1);
  expect(twin.wasDeleted()).toBe(true);
  expect(lastOf(play.sent)).toEqual({ message, delayMs: TURN_MS + 10_001 });
});

describe('when the process dies during a call', () => {
  test.each([
    ['atMostOnce', 1, ['TaskFailed', 'ExecutionFailed']],
    ['idempotent', 2, []],
    ['readOnly', 2, []],
  ] as const)('a call of class %s is made %d times', async (callClass, calls, events) => {
    const play = await stage(oneTask, { callClass });
    await play.start();
    const { message } = lastOf(play.sent);
    await play.turn(message);
    await play.clock.pass(TURN_MS + 10_001);
    await play.anotherProcess().turn(message);
    expect(play.asked).toHaveLength(calls);
    expect(new Set(play.asked.map(({ request }) => request.idempotencyKey)).size).toBe(1);
    expect((await play.events()).slice(4)).toEqual(events);
  });
});

test('the last call to time out arms the wake of its retry', async () => {
  const play = await stage(patientTask);
  await play.start();
  const turn = await play.turn(lastOf(play.sent).message);
  await play.clock.pass(30_000);
  expect(turn.wasDeleted()).toBe(true);
  expect(await play.events()).toContain('TaskTimedOut');
  expect(lastOf(play.sent)).toMatchObject({ delayMs: 5_000, message: { wake: 3 } });
});

test('a wake is sent again by the message whose turn may have died before it sent it', async () => {
  const play = await stage(patientTask);
  await play.start();
  const { message } = lastOf(play.sent);
  await play.turn(message);
  await play.clock.pass(30_000);
  await play.clock.pass(1_000);
  const before = play.sent.length;
  await play.anotherProcess().turn(message);
  expect(play.sent.slice(before)).toMatchObject([{ delayMs: 4_000, message: { wake: 3 } }]);
});

test('a wake that a later one has replaced changes nothing and sends nothing', async () => {
  const play = await stage(oneWait);
  await play.start();
  const { message } = lastOf(play.sent);
  const { head } = await play.stored();
  const turn = await play.turn({ ...message, lineage: 'another', wake: 999 });
  expect(turn.wasDeleted()).toBe(true);
  expect(play.sent).toHaveLength(1);
  expect((await play.stored()).head).toEqual(head);
});

test('a time too far away for the queue goes to the due index, and no message is outstanding', async () => {
  const play = await stage(farWait);
  await play.start();
  expect(play.sent).toEqual([]);
  expect((await play.stored()).head.dueAt).toBe(play.clock.now() + 86_400_000);
});

test('a process that has seen nothing of an execution reads what it needs from the history', async () => {
  const play = await stage({
    StartAt: 'Rest',
    States: { Rest: { Type: 'Wait', Seconds: 600, Next: 'Work' }, Work: { ...WORK, End: true } },
  });
  await play.start();
  await play.clock.pass(600_000);
  await play.anotherProcess().turn(lastOf(play.sent).message);
  expect(lastCall(play).request.parameters).toBe('{"P":{"from":"the start"}}');
});

describe('a commit whose outcome is unknown', () => {
  test.each([
    ['landed', true],
    ['was lost', false],
  ])('that %s leads to one call', async (_what, landed) => {
    const play = await stage(oneTask);
    await play.start();
    const { executions } = play.context;
    const commit = executions.commit.bind(executions);
    vi.spyOn(executions, 'commit').mockImplementationOnce(async (...args) => {
      if (landed) await commit(...args);
      throw new StoreUnavailable('The line went dead.');
    });
    await play.turn(lastOf(play.sent).message);
    expect(play.asked).toHaveLength(1);
    await lastCall(play).answer({ output: '1' });
    expect((await play.stored()).head.status).toBe('SUCCEEDED');
  });
});

describe('on a laptop, where one process owns the store', () => {
  test('the calls of a turn that failed are taken over at once', async () => {
    const play = await stage(oneTask, { exclusive: true, callClass: 'idempotent' });
    await play.start();
    const { message } = lastOf(play.sent);
    const first = await play.turn(message);
    vi.spyOn(play.context.executions, 'commit').mockRejectedValueOnce(new StoreUnavailable('The disk is full.'));
    vi.spyOn(play.context.executions, 'get').mockRejectedValueOnce(new StoreUnavailable('The disk is full.'));
    await lastCall(play).answer({ output: '1' });
    expect(first.error()).toBeInstanceOf(StoreUnavailable);
    expect(first.wasDeleted()).toBe(false);
    await play.turn(message);
    expect(play.asked).toHaveLength(2);
    await lastCall(play).answer({ output: '2' });
    expect((await play.stored()).head).toMatchObject({ status: 'SUCCEEDED', output: '2' });
  });

  test('a long call keeps its message, however often that is delivered', async () => {
    const play = await stage(oneTask, { exclusive: true });
    await play.start();
    const { message } = lastOf(play.sent);
    await play.turn(message);
    await play.clock.pass(3_600_000);
    const again = await play.turn(message);
    expect(again.isOver()).toBe(true);
    expect(again.wasDeleted()).toBe(false);
    expect(play.asked).toHaveLength(1);
  });

  test('a start whose outcome is unknown is announced all the same', async () => {
    const play = await stage(oneTask, { exclusive: true });
    const { executions } = play.context;
    const create = executions.create.bind(executions);
    vi.spyOn(executions, 'create').mockImplementationOnce(async (...args) => {
      await create(...args);
      throw new StoreUnavailable('The line went dead.');
    });
    await expect(play.start()).rejects.toThrow(StoreUnavailable);
    await play.turn(lastOf(play.sent).message);
    expect(play.asked).toHaveLength(1);
  });
});
