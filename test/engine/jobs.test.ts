import { describe, expect, test } from 'vitest';
import { lastCall, lastOf, stage, TURN_MS, type Stage } from './stage.ts';

const JOB = 'arn:aws:states:::batch:submitJob.sync';
const state = { Type: 'Task', Resource: JOB, TimeoutSeconds: 600, End: true };
const oneJob = { StartAt: 'Work', States: { Work: state } };
const handle = { JobId: '1' };
const started = { resource: JOB, job: handle };

/** An execution whose job has been submitted, and the wake for the first look at it. */
async function withJob(options: { readonly exclusive?: boolean } = {}, definition: object = oneJob): Promise<Stage> {
  const play = await stage(definition, options);
  await play.start();
  await play.turn(lastOf(play.sent).message);
  await lastCall(play).answer({ output: '{"JobId":"1"}', unfinished: { job: handle, lookInMs: 1_000 } });
  return play;
}

/** Lets the armed wake come when it is due. */
async function wake(play: Stage, by: Stage = play) {
  const { message, delayMs } = lastOf(play.sent);
  await play.clock.pass(delayMs);
  return by.turn(message);
}

test.each([false, true])(
  'a job is looked at, less and less often, until it has ended (laptop: %s)',
  async (exclusive) => {
    const play = await withJob({ exclusive });
    expect(lastOf(play.sent).delayMs).toBe(1_000);
    await wake(play);
    expect(play.looked).toMatchObject([{ started, looks: 1 }]);
    expect((await play.stored()).head.snapshot).toContain('"status":"running"');
    await play.looked[0]?.answer({ job: { ...handle, seen: 'yes' }, lookInMs: 5_000 });
    expect(lastOf(play.sent).delayMs).toBe(5_000);
    await wake(play);
    expect(play.looked[1]).toMatchObject({ started: { ...started, job: { ...handle, seen: 'yes' } }, looks: 2 });
    await play.looked[1]?.answer({ output: '{"Status":"SUCCEEDED"}' });
    expect((await play.stored()).head).toMatchObject({ status: 'SUCCEEDED', output: '{"Status":"SUCCEEDED"}' });
    expect((await play.events()).slice(2)).toEqual([
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(play.stopped).toEqual([]);
  },
);

test('a job that fails fails its task', async () => {
  const play = await withJob();
  await wake(play);
  await play.looked[0]?.answer({ error: 'States.TaskFailed', cause: '{}' });
  expect((await play.stored()).head).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed', cause: '{}' });
});

test.each([false, true])('a look that was lost with its process is taken again (laptop: %s)', async (exclusive) => {
  const play = await withJob({ exclusive });
  await wake(play);
  const { message } = lastOf(play.sent);
  await play.clock.pass(TURN_MS + 10_001);
  const other = play.anotherProcess();
  await other.turn(message);
  expect(play.looked.map(({ looks }) => looks)).toEqual([1, 1]);
  await play.looked[1]?.answer({ output: '1' });
  expect((await play.stored()).head.status).toBe('SUCCEEDED');
});

test('what a process that was taken for dead has seen of the job is not seen twice', async () => {
  const play = await withJob();
  await wake(play);
  const { message } = lastOf(play.sent);
  await play.clock.pass(TURN_MS + 10_001);
  await play.anotherProcess().turn(message);
  await play.looked[0]?.answer({ job: handle, lookInMs: 5_000 });
  await play.looked[1]?.answer({ output: '1' });
  expect((await play.stored()).head).toMatchObject({ status: 'SUCCEEDED', output: '1' });
});

test('a look is made although the turn has made the call that started the job', async () => {
  const work = { ...state, Resource: 'arn:aws:states:::lambda:invoke' };
  const both = {
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [oneJob, { StartAt: 'Call', States: { Call: work } }],
        End: true,
      },
    },
  };
  const play = await stage(both);
  await play.start();
  await play.turn(lastOf(play.sent).message);
  await play.asked[0]?.answer({ output: '{}', unfinished: { job: handle, lookInMs: 1_000 } });
  // Its claim of the first look is stored, but it never hears so.
  const { executions } = play.context;
  const stored = { ...executions };
  executions.commit = async (...args) => {
    Object.assign(executions, stored);
    await executions.commit(...args);
    return executions.commit(...args);
  };
  await play.clock.pass(1_000);
  expect(play.looked).toHaveLength(1);
});

test('a bug in a look fails the task rather than leaving it to wait for ever', async () => {
  const play = await withJob();
  await wake(play);
  await play.looked[0]?.answer(Promise.reject(new Error('A bug')) as never);
  expect((await play.stored()).head).toMatchObject({ status: 'FAILED', error: 'Lost' });
});

describe('a job that nobody waits for any more is asked to stop', () => {
  test('when its task times out', async () => {
    const play = await withJob();
    await play.clock.pass(600_000);
    await play.turn(lastOf(play.sent).message);
    expect((await play.stored()).head).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(play.stopped).toMatchObject([started]);
  });

  test('when its task is tried again after its time-out', async () => {
    const retried = { ...state, Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1 }] };
    const play = await withJob({}, { StartAt: 'Work', States: { Work: retried } });
    await play.clock.pass(600_000);
    await play.turn(lastOf(play.sent).message);
    expect(play.stopped).toMatchObject([started]);
    expect((await play.stored()).head.snapshot).toContain('"cancellations":[]');
  });

  test.each([false, true])('when the execution ends before it is known (laptop: %s)', async (exclusive) => {
    const play = await stage(oneJob, { exclusive });
    await play.start();
    await play.turn(lastOf(play.sent).message);
    await play.engine.stop((await play.stored()).record.executionArn, {});
    await lastCall(play).answer({ output: '{}', unfinished: { job: handle, lookInMs: 1_000 } });
    expect(play.stopped).toMatchObject([started]);
  });

  test('when its task has timed out before it is known', async () => {
    const retried = { ...state, TimeoutSeconds: 5, Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 60 }] };
    const play = await stage({ StartAt: 'Work', States: { Work: retried } });
    await play.start();
    await play.turn(lastOf(play.sent).message);
    await play.clock.pass(5_000);
    expect((await play.events()).at(-1)).toBe('TaskTimedOut');
    await lastCall(play).answer({ output: '{}', unfinished: { job: handle, lookInMs: 1_000 } });
    expect(play.stopped).toMatchObject([started]);
  });

  test('by a turn, after the execution was stopped', async () => {
    const play = await withJob();
    await play.engine.stop((await play.stored()).record.executionArn, {});
    expect(play.stopped).toEqual([]);
    const turn = await play.turn(lastOf(play.sent).message);
    expect(play.stopped).toMatchObject([started]);
    expect(turn.wasDeleted()).toBe(true);
  });

  test('and goes on when its service refuses that', async () => {
    const play = await withJob();
    const stop = async (): Promise<void> => Promise.reject(new Error('No.'));
    Object.assign(play.context.tasks, { jobs: { ...play.context.tasks.jobs, stop } });
    await play.engine.stop((await play.stored()).record.executionArn, {});
    const turn = await play.turn(lastOf(play.sent).message);
    expect(turn.wasDeleted()).toBe(true);
  });
});
