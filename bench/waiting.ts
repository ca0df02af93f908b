import type { Client } from './client.ts';
import { CLIENTS, createStateMachine, onServer } from './on-server.ts';
import type { Figure } from './report.ts';
import type { Server } from './server.ts';

const EXECUTIONS = 10_000;
const WAIT_SECONDS = 30;

const definition = {
  StartAt: 'Rest',
  States: { Rest: { Type: 'Wait', Seconds: WAIT_SECONDS, Next: 'Done' }, Done: { Type: 'Succeed' } },
};

/** 10,000 executions that wait at the same time: memory while they wait, and how late they go on. */
export function measureWaiting(): Promise<readonly Figure[]> {
  return onServer(figuresOf);
}

async function figuresOf(client: Client, server: Server): Promise<readonly Figure[]> {
  const idle = await server.rss();
  const stateMachineArn = await createStateMachine(client, { definition });
  const arns = await startAll(client, stateMachineArn);
  const waiting = await server.rss();
  await new Promise((resolve) => setTimeout(resolve, (WAIT_SECONDS + 2) * 1000));
  const late = (await inParallel(arns, (executionArn) => latenessOf(client, executionArn))).sort((a, b) => a - b);
  return [
    { name: 'first answer after start', value: server.firstAnswer, unit: 's' },
    { name: 'memory, idle', value: idle, unit: 'MB' },
    { name: 'memory, 10,000 executions waiting', value: waiting, unit: 'MB', against: { name: 'idle', value: idle } },
    { name: 'lateness of a Wait, median', value: late[late.length >> 1] ?? NaN, unit: 'ms' },
    { name: 'lateness of a Wait, 99th percentile', value: late[Math.floor(late.length * 0.99)] ?? NaN, unit: 'ms' },
  ];
}

async function startAll(client: Client, stateMachineArn: unknown): Promise<readonly string[]> {
  const numbers = Array.from({ length: EXECUTIONS }, (_, index) => index);
  return inParallel(numbers, async (number) => {
    const input = JSON.stringify({ number });
    return String((await client.call('StartExecution', { stateMachineArn, input }))['executionArn']);
  });
}

/** Milliseconds between the time the Wait state was to end and its exit event. */
async function latenessOf(client: Client, executionArn: string): Promise<number> {
  const { events } = (await client.call('GetExecutionHistory', { executionArn })) as {
    events: readonly { type: string; timestamp: number }[];
  };
  const time = (type: string): number => (events.find((event) => event.type === type)?.timestamp ?? NaN) * 1000;
  return time('WaitStateExited') - time('WaitStateEntered') - WAIT_SECONDS * 1000;
}

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const rest = [...items].reverse();
  const worker = async (): Promise<void> => {
    for (let item = rest.pop(); item !== undefined; item = rest.pop()) results.push(await work(item));
  };
  await Promise.all(Array.from({ length: CLIENTS }, worker));
  return results;
}
