import { expect, test } from 'vitest';
import { createMemoryResourceStore } from '../../lib/adapters/memory/resource-store.ts';
import { createMachineDeletions } from '../../lib/engine/machine-deletions.ts';
import { stateMachinePartition } from '../../lib/ports/state-machine.ts';
import { stage } from './stage.ts';

const PLACE = { account: '123456789012', region: 'us-east-1' };
const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';

const waits = {
  StartAt: 'First',
  States: {
    First: { Type: 'Wait', Seconds: 10, Next: 'Second' },
    Second: { Type: 'Wait', Seconds: 10, End: true },
  },
};

test('an execution of a machine that is being deleted ends at its next transition', async () => {
  const staged = await stage(waits);
  await staged.start();
  await staged.context.resources.put(stateMachinePartition(PLACE), 'm', { status: 'DELETING' });
  expect((await staged.stored()).head.status).toBe('RUNNING');
  await staged.clock.pass(10_000);
  const [first] = staged.sent;
  if (!first) throw new Error('There is no message.');
  await staged.turn(first.message);
  expect((await staged.stored()).head).toMatchObject({ status: 'ABORTED', stopDate: staged.clock.now() });
  expect(await staged.events()).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionAborted']);
});

test('the last state of an execution ends as it would have', async () => {
  const last = { StartAt: 'Only', States: { Only: { Type: 'Wait', Seconds: 10, End: true } } };
  const staged = await stage(last);
  await staged.start();
  await staged.context.resources.put(stateMachinePartition(PLACE), 'm', { status: 'DELETING' });
  await staged.clock.pass(10_000);
  const [first] = staged.sent;
  if (!first) throw new Error('There is no message.');
  await staged.turn(first.message);
  expect((await staged.stored()).head.status).toBe('SUCCEEDED');
});

test('the answer to a task is a transition, too', async () => {
  const task = {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: 'f' },
        Next: 'Then',
      },
      Then: { Type: 'Wait', Seconds: 10, End: true },
    },
  };
  const staged = await stage(task);
  await staged.start();
  const [first] = staged.sent;
  if (!first) throw new Error('There is no message.');
  await staged.turn(first.message);
  await staged.context.resources.put(stateMachinePartition(PLACE), 'm', { status: 'DELETING' });
  await staged.asked[0]?.answer({ output: '{}' });
  await expect.poll(async () => (await staged.stored()).head.status).toBe('ABORTED');
});

test.each([
  [undefined, false],
  ['ACTIVE', false],
  ['DELETING', true],
])('a machine whose status is %s: %s', async (status, isGoing) => {
  const resources = createMemoryResourceStore();
  if (status !== undefined) await resources.put(stateMachinePartition(PLACE), 'm', { status });
  expect(await createMachineDeletions(resources, { now: () => 0 }).isGoing(MACHINE)).toBe(isGoing);
});

test('the store is not asked for every transition', async () => {
  const resources = createMemoryResourceStore();
  let now = 0;
  let reads = 0;
  const get: typeof resources.get = (partition, sort) => {
    reads += 1;
    return resources.get(partition, sort);
  };
  const deletions = createMachineDeletions({ ...resources, get }, { now: () => now });
  for (; now < 4_000; now += 100) await deletions.isGoing(MACHINE);
  expect(reads).toBe(2);
});
