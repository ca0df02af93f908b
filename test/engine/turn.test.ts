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

describe('while the store fails', () => {
  const full = new StoreUnavailable('The disk is full.');

  test('an answer is kept, and stored when the store is back', async () => {
    const play = await stage(oneTask, { exclusive: true });
    await play.start();
    const turn = await play.turn(lastOf(play.sent).message);
    const commit = vi.spyOn(play.context.executions, 'commit').mockRejectedValue(full);
    await lastCall(play).answer({ output: '1' });
    await play.clock.pass(600_000);
    expect(turn.isOver()).toBe(false);
    expect((await play.stored()).head.status).toBe('RUNNING');
    commit.mockRestore();
    await play.clock.pass(1_000);
    expect(turn.wasDeleted()).toBe(true);
    expect((await play.stored()).head).toMatchObject({ status: 'SUCCEEDED', output: '1' });
    expect(play.asked).toHaveLength(1);
  });

  test('a turn with nothing to lose leaves it to its message', async () => {
    const play = await stage(oneWait);
    await play.start();
    const commit = vi.spyOn(play.context.executions, 'commit').mockRejectedValue(full);
    await play.clock.pass(600_000);
    const { message } = lastOf(play.sent);
    const turn = await play.turn(message);
    expect(turn.error()).toBe(full);
    expect(turn.wasDeleted()).toBe(false);
    commit.mockRestore();
    await play.turn(message);
    expect((await play.stored()).head.status).toBe('SUCCEEDED');
  });

  test.each([
    ['that may be repeated is made again', 'idempotent', 'SUCCEEDED'],
    ['that may not is lost', 'atMostOnce', 'FAILED'],
  ] as const)('a call to our own service %s', async (_what, callClass, status) => {
    const play = await stage(oneTask, { callClass });
    await play.start();
    vi.spyOn(play.context.tasks, 'call').mockRejectedValueOnce(full);
    await play.turn(lastOf(play.sent).message);
    await play.clock.pass(1_000);
    await play.asked.at(-1)?.answer({ output: '1' });
    expect((await play.stored()).head.status).toBe(status);
  });

  test('who asks is told', async () => {
    const play = await stage(oneWait);
    await play.start();
    vi.spyOn(play.context.executions, 'commit').mockRejectedValue(full);
    const { executionArn } = (await play.stored()).record;
    await expect(play.engine.stop(executionArn, {})).rejects.toBe(full);
  });
});

test('a wake is sent although the commit that armed it lands after it was given up', async () => {
  const play = await stage({
    StartAt: 'Work',
    States: { Work: { ...WORK, Next: 'Rest' }, Rest: { Type: 'Wait', Seconds: 600, End: true } },
  });
  await play.start();
  const turn = await play.turn(lastOf(play.sent).message);
  const { executions } = play.context;
  const commit = executions.commit.bind(executions);
  let landLate = async (): Promise<unknown> => undefined;
  vi.spyOn(executions, 'commit')
    .mockImplementationOnce(async (...args) => {
      landLate = () => commit(...args);
      throw new StoreUnavailable('The line went dead.');
    })
    .mockImplementationOnce(async (...args) => {
      await landLate();
      return commit(...args);
    });
  await lastCall(play).answer({ output: '1' });
  await play.clock.pass(60_000);
  expect(turn.wasDeleted()).toBe(true);
  expect(lastOf(play.sent)).toMatchObject({ message: { wake: 3 } });
});

describe('on a laptop, where one process owns the store', () => {
  test('the calls of a turn that failed are taken over at once', async () => {
    const play = await stage(oneTask, { exclusive: true, callClass: 'idempotent' });
    await play.start();
    const { message } = lastOf(play.sent);
    const first = await play.turn(message);
    vi.spyOn(play.context.executions, 'commit').mockRejectedValueOnce(new Error('A bug.'));
    await lastCall(play).answer({ output: '1' });
    expect(first.error()).toEqual(new Error('A bug.'));
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
