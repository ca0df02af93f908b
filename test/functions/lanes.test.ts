import { describe, expect, test } from 'vitest';
import { laneTurn } from '../../lib/adapters/aws/lanes.ts';
import { createTaskRunner } from '../../lib/adapters/tasks/task-runner.ts';
import type { Queue } from '../../lib/ports/queue.ts';
import type { ScheduledCall } from '../../lib/ports/task-runner.ts';

const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:m:e';
const seconds: Readonly<Record<string, number | undefined>> = { quick: 3, minute: 60, film: 300, whole: 900 };
const clock = { now: () => 0, sleep: async () => undefined };

const functionTask = (name: string) => ({ resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}` });
const invoke = (FunctionName: string) => ({
  resource: 'arn:aws:states:::lambda:invoke',
  parameters: JSON.stringify({ FunctionName }),
});

function turnWith(secondsLeft: number) {
  const sent: string[] = [];
  const queue = (name: string): Queue => ({
    durable: true,
    maxDelayMs: 900_000,
    send: async () => {
      sent.push(name);
    },
  });
  const lanes = {
    turn: queue('turn'),
    long: queue('long'),
    functionTimeout: async ({ name }: { readonly name: string }) => {
      const timeout = seconds[name];
      return timeout === undefined ? undefined : timeout * 1_000;
    },
    clock,
  };
  return { sent, ...laneTurn(createTaskRunner({}), lanes, secondsLeft * 1_000) };
}

describe('with so many seconds left, a turn', () => {
  test.each<[number, string, Partial<ScheduledCall>, 'calls' | 'turn' | 'long']>([
    [119, 'calls a quick function', functionTask('quick'), 'calls'],
    [119, 'calls a function of a minute', invoke('minute'), 'calls'],
    [50, 'leaves a function of a minute to another turn', invoke('minute'), 'turn'],
    [119, 'leaves a function of five minutes to the long lane', functionTask('film'), 'long'],
    [119, 'leaves one that is named by a variable, and lost on reload', { resource: invoke('x').resource }, 'long'],
    [119, 'leaves one that Lambda tells nothing about', invoke('unknown'), 'long'],
    [119, 'calls a long one that the state ends in time', { ...functionTask('film'), due: 60_000 }, 'calls'],
    [899, 'calls one of fifteen minutes', functionTask('whole'), 'calls'],
    [800, 'leaves one of fifteen minutes to a fresh turn', functionTask('whole'), 'long'],
    [119, 'calls any service', { resource: 'arn:aws:states:::aws-sdk:bedrockruntime:converse' }, 'calls'],
    [60, 'leaves what may take a minute', { resource: 'arn:aws:states:::aws-sdk:lambda:invoke' }, 'turn'],
    [60, 'leaves an HTTP request', { resource: 'arn:aws:states:::http:invoke' }, 'turn'],
    [60, 'leaves a look at a job', { resource: 'arn:aws:states:::ecs:runTask.sync' }, 'turn'],
    [30, 'sends a message', { resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' }, 'calls'],
    [30, 'gives work to an activity', { resource: 'arn:aws:states:us-east-1:123456789012:activity:a' }, 'calls'],
    [30, 'starts a nested execution', { resource: 'arn:aws:states:::states:startExecution' }, 'calls'],
  ])('%i %s', async (secondsLeft, _, call, expected) => {
    const { tasks, queue, sent } = turnWith(secondsLeft);
    const scheduled = { pend: 7, parameters: undefined, due: undefined, ...call } as ScheduledCall;
    const left = await tasks.tooLong?.(executionArn, [scheduled]);
    await queue.send({ executionArn, lineage: 'l', sentAt: 0 }, 0);
    expect({ left: [...(left ?? [])], sent }).toEqual(
      expected === 'calls' ? { left: [], sent: ['turn'] } : { left: [7], sent: [expected] },
    );
  });
});
