import { describe, expect, test, vi } from 'vitest';
import type { StatusEvents } from '../../lib/ports/status-events.ts';
import { lastCall, lastOf, stage, type Stage } from './stage.ts';

const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:m:e';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
const pass = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const rest = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 600, End: true } } };
const fails = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E', Cause: 'C' } } };
const work = { StartAt: 'W', States: { W: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } } };

/** EventBridge, which takes nothing while it is `gone` or `refuses`. */
function bus() {
  const details: Readonly<Record<string, unknown>>[] = [];
  const told: string[] = [];
  const state = { gone: false, refuses: false };
  const statusEvents: StatusEvents = {
    async put(events) {
      if (state.gone) throw new Error('connect ECONNREFUSED');
      if (state.refuses) return events.map(() => 'ThrottlingException: Slow down');
      for (const event of events) {
        const detail = JSON.parse(event.detail) as Readonly<Record<string, unknown>>;
        details.push(detail);
        told.push(String(detail['status']));
      }
      return events.map(() => undefined);
    },
  };
  return { told, details, state, statusEvents };
}

const notes = ({ context }: Stage) => context.resources.list('status-events', { limit: 100 });

async function sweep(play: Stage): Promise<void> {
  await play.context.statusOutbox?.sweep(play.clock.now() + 1);
}

test('an execution is told as it starts and as it ends, and nothing is left to do', async () => {
  const { told, statusEvents } = bus();
  const play = await stage(work, { statusEvents });
  await play.start();
  await play.clock.pass(0);
  expect(told).toEqual(['RUNNING']);
  await play.turn(lastOf(play.sent).message);
  await lastCall(play).answer({ output: '1' });
  expect(told).toEqual(['RUNNING', 'SUCCEEDED']);
  expect(await notes(play)).toEqual([]);
});

test('one that ends as it starts is told in that order', async () => {
  const { told, statusEvents } = bus();
  await (await stage(pass, { statusEvents })).start();
  expect(told).toEqual(['RUNNING', 'SUCCEEDED']);
});

test('one that is stopped is told once, however often its messages come', async () => {
  const { told, statusEvents } = bus();
  const play = await stage(rest, { statusEvents });
  await play.start();
  await play.engine.stop(EXECUTION, {});
  for (const { message } of play.sent) await play.turn(message);
  expect(told).toEqual(['RUNNING', 'ABORTED']);
});

test('Express executions tell nothing', async () => {
  const { told, statusEvents } = bus();
  const play = await stage(pass, { statusEvents, type: 'EXPRESS' });
  const record = {
    executionArn: 'arn:aws:states:us-east-1:123456789012:express:m:e:1',
    stateMachineArn: play.revision.stateMachineArn,
    name: 'e',
    revision: 'r',
    input: '{}',
    startDate: play.clock.now(),
  };
  await play.engine.startSync(record, play.revision, new AbortController().signal);
  await play.engine.start(record, play.revision);
  expect(told).toEqual([]);
});

describe('a process that dies', () => {
  test('between a change and its event: the next one sends what is owed, once and in order', async () => {
    const { told, state, statusEvents } = bus();
    const first = await stage(rest, { statusEvents });
    state.gone = true;
    await first.start();
    await first.engine.stop(EXECUTION, {});
    await first.clock.pass(0);
    expect(told).toEqual([]);
    state.gone = false;
    const second = first.anotherProcess();
    await sweep(second);
    await sweep(second);
    expect(told).toEqual(['RUNNING', 'ABORTED']);
    expect(await notes(second)).toEqual([]);
  });

  test('and an execution that has been redriven since: its failure is told as it was', async () => {
    const { details, told, state, statusEvents } = bus();
    const first = await stage(fails, { statusEvents });
    state.gone = true;
    await first.start();
    const { stopDate } = (await first.stored()).head;
    await first.clock.pass(MINUTE_MS);
    await first.engine.redrive(await first.stored(), undefined);
    await first.clock.pass(0);
    state.gone = false;
    await sweep(first.anotherProcess());
    expect(told).toEqual(['RUNNING', 'FAILED', 'RUNNING', 'FAILED']);
    expect(details.map(({ redriveCount }) => redriveCount)).toEqual([0, 0, 1, 1]);
    expect(details[1]).toMatchObject({ error: 'E', cause: 'C', stopDate, redriveDate: null });
    expect(details[3]).toMatchObject({ redriveDate: (await first.stored()).head.redriveDate });
  });

  test('before the change: nothing is told, and the note goes when the change cannot come any more', async () => {
    const { told, statusEvents } = bus();
    const first = await stage(rest, { statusEvents });
    vi.spyOn(first.context.executions, 'create').mockRejectedValueOnce(new Error('killed'));
    await expect(first.start()).rejects.toThrow('killed');
    expect(await notes(first)).toHaveLength(1);
    await sweep(first.anotherProcess());
    expect(await notes(first)).toHaveLength(1);
    await first.clock.pass(61 * MINUTE_MS);
    await sweep(first.anotherProcess());
    expect(told).toEqual([]);
    expect(await notes(first)).toEqual([]);
  });
});

test('a name that is taken is told once', async () => {
  const { told, statusEvents } = bus();
  const play = await stage(rest, { statusEvents });
  await play.start();
  await play.clock.pass(1);
  await play.start();
  await play.clock.pass(0);
  expect(told).toEqual(['RUNNING']);
  expect(await notes(play)).toEqual([]);
});

test('a change that lost a race is told by the one who made it', async () => {
  const { told, statusEvents } = bus();
  const play = await stage(rest, { statusEvents });
  await play.start();
  const current = await play.stored();
  vi.spyOn(play.context.executions, 'commit').mockImplementationOnce(async () => ({ committed: false, current }));
  await play.engine.stop(EXECUTION, {});
  await play.clock.pass(0);
  expect(told).toEqual(['RUNNING', 'ABORTED']);
  expect(await notes(play)).toEqual([]);
});

test('a change that cannot be noted is not made', async () => {
  const { statusEvents } = bus();
  const play = await stage(rest, { statusEvents });
  vi.spyOn(play.context.resources, 'put').mockRejectedValueOnce(new Error('The disk is full'));
  await expect(play.start()).rejects.toThrow('The disk is full');
  expect(await play.context.executions.get(EXECUTION)).toBeUndefined();
});

test('a bus that refuses or is gone holds nothing up; sweeps try again for a day', async () => {
  const { told, state, statusEvents } = bus();
  const play = await stage(rest, { statusEvents });
  state.refuses = true;
  await play.start();
  await play.clock.pass(0);
  expect((await play.stored()).head.status).toBe('RUNNING');
  await sweep(play);
  expect(await notes(play)).toHaveLength(1);
  state.refuses = false;
  state.gone = true;
  await sweep(play);
  expect(await notes(play)).toHaveLength(1);
  await play.clock.pass(DAY_MS + MINUTE_MS);
  await sweep(play);
  expect(await notes(play)).toEqual([]);
  expect(told).toEqual([]);
});

test('a sweep leaves alone what somebody may be about to send', async () => {
  const { told, state, statusEvents } = bus();
  const play = await stage(rest, { statusEvents });
  state.gone = true;
  await play.start();
  await play.clock.pass(0);
  state.gone = false;
  await play.context.statusOutbox?.sweep(play.clock.now());
  expect(told).toEqual([]);
  await play.clock.pass(1);
  await play.context.statusOutbox?.sweep(play.clock.now());
  expect(told).toEqual(['RUNNING']);
});
