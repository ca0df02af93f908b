import { expect, test } from 'vitest';
import { activityPartition } from '../../lib/ports/activity.ts';
import { activityTaskPartition, type ActivityTask } from '../../lib/ports/activity-task.ts';
import { stage, TURN_MS, type Stage } from './stage.ts';

const activityArn = 'arn:aws:states:us-east-1:123456789012:activity:check';
const machine = (fields: object = {}) => ({
  StartAt: 'Work',
  States: { Work: { Type: 'Task', Resource: activityArn, End: true, ...fields } },
});

async function createActivity({ context: { resources } }: Stage): Promise<void> {
  await resources.put(activityPartition({ account: '123456789012', region: 'us-east-1' }), 'check', {});
}

async function queued({ context: { resources } }: Stage): Promise<ActivityTask | undefined> {
  const [task] = await resources.list<ActivityTask>(activityTaskPartition(activityArn), { limit: 1 });
  return task?.body;
}

test('a task for an activity that does not exist is not scheduled, and nothing catches that', async () => {
  const play = await stage(machine({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Work' }] }));
  await play.start();
  const { head } = await play.stored();
  expect(head.status).toBe('FAILED');
  expect(head.error).toBe('States.Runtime');
  expect(head.cause).toBe(
    `An error occurred while executing the state 'Work' (entered at the event id #2). The activity ${activityArn} does not exist.`,
  );
  expect(await play.events()).toEqual(['ExecutionStarted', 'TaskStateEntered', 'ExecutionFailed']);
});

test('a heartbeat puts off the time-out and is no commit', async () => {
  const play = await stage(machine({ HeartbeatSeconds: 10 }));
  await createActivity(play);
  await play.start();
  await play.turn({ executionArn: (await play.stored()).record.executionArn, lineage: 'l', sentAt: 0 });
  const { executionArn, pend, attempt } = (await queued(play)) ?? { executionArn: '', pend: 0, attempt: 0 };
  const answer = { pend, attempt };
  expect(await play.engine.stimulate(executionArn, { type: 'activityStarted', ...answer })).toBe('applied');
  const before = (await play.stored()).head.version;

  await play.clock.pass(8_000);
  expect(await play.engine.stimulate(executionArn, { type: 'heartbeat', ...answer, at: play.clock.now() })).toBe(
    'applied',
  );
  expect((await play.stored()).head.version).toBe(before);

  await play.clock.pass(8_000);
  await play.turn({ executionArn, lineage: 'm', sentAt: 0 });
  expect((await play.stored()).head.status).toBe('RUNNING');

  await play.clock.pass(TURN_MS);
  await play.turn({ executionArn, lineage: 'n', sentAt: 0 });
  expect((await play.stored()).head).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  expect(await play.engine.stimulate(executionArn, { type: 'heartbeat', ...answer, at: 0 })).toBe('closed');
});
