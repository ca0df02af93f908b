import { expect, test } from 'vitest';
import { recoverExecutions } from '../../lib/adapters/embedded/recovery.ts';
import type { EngineContext } from '../../lib/engine/context.ts';
import { stop } from '../../lib/engine/stop.ts';
import { StoreUnavailable } from '../../lib/ports/store-unavailable.ts';
import { lastCall, lastOf, stage, type Stage } from './stage.ts';

const resource = 'arn:aws:states:::states:startExecution.sync';
const machine = { StartAt: 'Nest', States: { Nest: { Type: 'Task', Resource: resource, End: true } } };
const CHILD = 'arn:aws:states:us-east-1:123456789012:execution:m:child';

/** A parent that waits for a nested execution, which waits itself. */
async function waitingParent(): Promise<Stage> {
  const play = await stage(machine, { callClass: 'idempotent', exclusive: true });
  await play.start();
  await play.turn(lastOf(play.sent).message);
  const { executionArn, pend, attempt } = lastCall(play).request;
  const { revision } = await play.context.machines.load('r');
  const { record } = await play.stored();
  const parent = { executionArn, pend, attempt, resource, waits: true };
  await play.engine.start({ ...record, executionArn: CHILD, name: 'child', parent }, revision);
  await lastCall(play).answer({ output: '{}', child: CHILD });
  return play;
}

/** A process that dies before it can write anything about the nested execution. */
function dying({ context }: Stage): EngineContext {
  const { executions } = context;
  return {
    ...context,
    executions: {
      ...executions,
      commit: (record, ...rest) =>
        record.executionArn === CHILD
          ? Promise.reject(new StoreUnavailable('The process is gone.'))
          : executions.commit(record, ...rest),
    },
  };
}

test('a nested execution is stopped at the next start when its parent ended with the process', async () => {
  const play = await waitingParent();
  const { executions } = play.context;
  await expect(stop(dying(play), (await play.stored()).record.executionArn, {})).rejects.toThrow(
    'The process is gone.',
  );
  expect((await play.stored()).head.status).toBe('ABORTED');
  expect((await executions.get(CHILD))?.head.status).toBe('RUNNING');

  await recoverExecutions(play.anotherProcess().context);
  expect((await executions.get(CHILD))?.head.status).toBe('ABORTED');
});

test('what runs is woken at the next start', async () => {
  const play = await waitingParent();
  const later = play.anotherProcess();
  await recoverExecutions(later.context);
  const woken = later.sent.map(({ message, delayMs }) => [message.executionArn, delayMs]);
  expect(woken).toContainEqual([CHILD, 0]);
  expect(woken).toContainEqual([(await play.stored()).record.executionArn, 0]);
});
