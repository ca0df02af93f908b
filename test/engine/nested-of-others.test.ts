import { expect, test } from 'vitest';
import { stop } from '../../lib/engine/stop.ts';
import { lastCall, lastOf, stage } from './stage.ts';

const resource = 'arn:aws:states:::states:startExecution.sync';
const machine = { StartAt: 'Nest', States: { Nest: { Type: 'Task', Resource: resource, End: true } } };
const CHILD = 'arn:aws:states:us-east-1:123456789012:execution:m:child';

test.each([true, false])(
  'a task waits for an execution that somebody else had started (laptop: %s)',
  async (exclusive) => {
    const play = await stage(machine, { callClass: 'idempotent', exclusive });
    await play.start();
    const { record } = await play.stored();
    const { revision } = await play.context.machines.load('r');
    await play.engine.start({ ...record, executionArn: CHILD, name: 'child' }, revision);

    const first = play.sent.find(({ message }) => message.executionArn === record.executionArn);
    await play.turn((first ?? lastOf(play.sent)).message);
    await lastCall(play).answer({ output: '{}', child: CHILD, polled: true });
    const wake = lastOf(play.sent);
    expect(wake).toMatchObject({ message: { executionArn: record.executionArn }, delayMs: 2_000 });

    await play.clock.pass(2_000);
    await play.turn(wake.message);
    expect((await play.stored()).head.status).toBe('RUNNING');

    await stop(play.context, CHILD, { error: 'Enough' });
    await play.clock.pass(2_000);
    await play.turn(lastOf(play.sent.filter(({ message }) => message.executionArn === record.executionArn)).message);
    expect((await play.stored()).head).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
  },
);
