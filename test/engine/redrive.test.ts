import { describe, expect, test } from 'vitest';
import type { Execution } from '../../lib/ports/execution-store.ts';
import { lastCall, lastOf, stage, type Stage, type StageOptions } from './stage.ts';

const WORK = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { 'P.$': '$' }, End: true };
const oneTask = { StartAt: 'Work', States: { Work: WORK } };

/** An execution whose only task has failed. */
async function failed(options: StageOptions = {}): Promise<Stage & { readonly ended: Execution }> {
  const play = await stage(oneTask, options);
  await play.start();
  await play.turn(lastOf(play.sent).message);
  await lastCall(play).answer({ error: 'Broken' });
  const ended = await play.stored();
  expect(ended.head.status).toBe('FAILED');
  return { ...play, ended };
}

describe.each([true, false])('a redriven execution (laptop: %s)', (exclusive) => {
  test('runs again without an end, and is called anew by the turn of its message', async () => {
    const play = await failed({ exclusive });
    await play.clock.pass(5_000);
    const { redriven } = await play.engine.redrive(play.ended, 'token');
    expect(redriven).toBe(true);
    const { head } = await play.stored();
    expect(head).toMatchObject({
      status: 'RUNNING',
      version: play.ended.head.version + 1,
      redriveCount: 1,
      redriveDate: play.clock.now(),
      redriveRequests: [{ clientToken: 'token', redriveDate: play.clock.now() }],
    });
    expect(head).not.toHaveProperty('stopDate');
    expect(head).not.toHaveProperty('error');
    expect(lastOf(play.sent)).toMatchObject({ delayMs: 0, message: { announces: head.version } });

    await play.anotherProcess().turn(lastOf(play.sent).message);
    expect(play.asked).toHaveLength(2);
    const [before, after] = play.asked.map(({ request }) => request);
    expect(after).toMatchObject({ parameters: before?.parameters, attempt: 0 });
    expect(after?.idempotencyKey).not.toBe(before?.idempotencyKey);
    await lastCall(play).answer({ output: '"mended"' });
    expect((await play.stored()).head).toMatchObject({ status: 'SUCCEEDED', output: '"mended"', redriveCount: 1 });
  });
});

test('of two redrives of the same end one is done', async () => {
  const play = await failed();
  const [one, other] = [play, play.anotherProcess()].map(({ engine }) => engine.redrive(play.ended, undefined));
  expect([(await one)?.redriven, (await other)?.redriven]).toEqual([true, false]);
  expect((await play.stored()).head.redriveCount).toBe(1);
});

test('the message of a redrive that was not written is let go', async () => {
  const play = await failed();
  const { executions } = play.context;
  const unwritten = { ...executions, commit: () => Promise.reject(new Error('The process dies here.')) };
  Object.assign(executions, { commit: unwritten.commit });
  await expect(play.engine.redrive(play.ended, 'token')).rejects.toThrow('dies here');
  await play.clock.pass(60_000);
  expect((await play.turn(lastOf(play.sent).message)).wasDeleted()).toBe(true);
  expect((await play.stored()).head).toEqual(play.ended.head);
});

test('the answer of a call from before the redrive changes nothing', async () => {
  const play = await stage(oneTask);
  await play.start();
  await play.turn(lastOf(play.sent).message);
  await play.engine.stop((await play.stored()).record.executionArn, {});
  await play.engine.redrive(await play.stored(), undefined);
  await play.anotherProcess().turn(lastOf(play.sent).message);
  const [before, after] = play.asked;
  await before?.answer({ output: '"too late"' });
  expect((await play.stored()).head.status).toBe('RUNNING');
  await after?.answer({ output: '"in time"' });
  expect((await play.stored()).head).toMatchObject({ status: 'SUCCEEDED', output: '"in time"' });
});

test('a redrive may come to its next end at once', async () => {
  const play = await stage({ StartAt: 'No', States: { No: { Type: 'Fail', Error: 'Never' } } });
  await play.start();
  await play.engine.redrive(await play.stored(), undefined);
  expect((await play.stored()).head).toMatchObject({ status: 'FAILED', error: 'Never', redriveCount: 1 });
  await play.engine.redrive(await play.stored(), undefined);
  expect((await play.stored()).head).toMatchObject({ status: 'FAILED', redriveCount: 2 });
});

test('the last ten requests are remembered', async () => {
  const play = await stage({ StartAt: 'No', States: { No: { Type: 'Fail' } } });
  await play.start();
  for (let number = 1; number <= 12; number += 1) await play.engine.redrive(await play.stored(), `token ${number}`);
  const { redriveRequests = [] } = (await play.stored()).head;
  expect(redriveRequests.map(({ clientToken }) => clientToken)).toEqual(
    Array.from({ length: 10 }, (_, at) => `token ${at + 3}`),
  );
});

describe('a nested execution that is redriven itself', () => {
  const resource = 'arn:aws:states:::states:startExecution.sync';
  const nesting = { StartAt: 'Nest', States: { Nest: { Type: 'Task', Resource: resource, End: true } } };
  const CHILD = 'arn:aws:states:us-east-1:123456789012:execution:m:child';

  /** A parent and the execution that its task waits for, which runs the same machine. */
  async function nested(): Promise<Stage> {
    const play = await stage(nesting, { callClass: 'idempotent' });
    await play.start();
    await play.turn(lastOf(play.sent).message);
    const { record } = await play.stored();
    const task = { executionArn: record.executionArn, pend: 1, attempt: 0, resource, waits: true };
    await play.engine.start({ ...record, executionArn: CHILD, name: 'child', parent: task }, play.revision);
    await play.asked[0]?.answer({ output: '{}', child: CHILD });
    return play;
  }

  async function child(play: Stage): Promise<Execution> {
    const execution = await play.context.executions.get(CHILD);
    if (!execution) throw new Error('There is no child.');
    return execution;
  }

  test('has nobody to tell its next end', async () => {
    const play = await nested();
    await play.engine.stop(CHILD, { error: 'Enough' });
    const parent = await play.stored();
    expect(parent.head.status).toBe('FAILED');
    await play.engine.redrive(await child(play), undefined);
    await play.engine.stop(CHILD, { error: 'Enough again' });
    expect((await child(play)).head).toMatchObject({ status: 'ABORTED', error: 'Enough again' });
    expect((await play.stored()).head).toEqual(parent.head);
  });

  test('is not stopped any more when its parent is redriven', async () => {
    const play = await nested();
    await play.engine.stop((await play.stored()).record.executionArn, {});
    expect((await child(play)).head.status).toBe('ABORTED');
    await play.engine.redrive(await child(play), undefined);
    await play.engine.redrive(await play.stored(), undefined);
    await play.turn(lastOf(play.sent).message);
    expect((await play.stored()).head).toMatchObject({ status: 'RUNNING', redriveCount: 1 });
    expect((await child(play)).head).toMatchObject({ status: 'RUNNING', redriveCount: 1 });
  });
});
