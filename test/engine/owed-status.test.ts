import { expect, test } from 'vitest';
import { recollect, type OwedStatus } from '../../lib/engine/owed-status.ts';
import { stage } from './stage.ts';

const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:m:e';
const pass = { StartAt: 'P', States: { P: { Type: 'Pass', Result: 1, End: true } } };
const started: OwedStatus = { executionArn, statuses: ['RUNNING'], eventId: 1, redriveCount: 0 };
const succeeded: OwedStatus = { ...started, statuses: ['SUCCEEDED'], eventId: 4 };

test('the history says how an execution was when it came to a status', async () => {
  const play = await stage(pass);
  await play.start();
  const { stopDate } = (await play.stored()).head;
  expect((await recollect(play.context.executions, started))?.head).toMatchObject({
    status: 'RUNNING',
    redriveCount: 0,
  });
  expect((await recollect(play.context.executions, started))?.head).not.toHaveProperty('stopDate');
  expect((await recollect(play.context.executions, succeeded))?.head).toMatchObject({
    status: 'SUCCEEDED',
    output: '1',
    stopDate,
  });
});

test.each<[string, OwedStatus]>([
  ['the event is another one', { ...succeeded, statuses: ['ABORTED'] }],
  ['the event is not there', { ...succeeded, eventId: 5 }],
  ['there is no execution', { ...started, executionArn: `${executionArn}2` }],
])('a change has not happened when %s', async (_, owed) => {
  const play = await stage(pass);
  await play.start();
  expect(await recollect(play.context.executions, owed)).toBeUndefined();
});
