import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { createClients } from '../../lib/adapters/aws/clients.ts';
import { sendExpress } from '../../lib/adapters/aws/express-message.ts';
import { callsUntil } from '../../lib/adapters/aws/late-calls.ts';
import { sendDueWakes } from '../../lib/adapters/aws/pump.ts';
import { createDynamoExecutionStore } from '../../lib/adapters/dynamodb/execution-store.ts';
import { engineContext } from '../../lib/adapters/engine-context.ts';
import { createMemoryExecutionStore } from '../../lib/adapters/memory/execution-store.ts';
import { createMemoryResourceStore } from '../../lib/adapters/memory/resource-store.ts';
import { createTaskRunner } from '../../lib/adapters/tasks/task-runner.ts';
import type { ExecutionStore, Head } from '../../lib/ports/execution-store.ts';
import type { Message } from '../../lib/ports/queue.ts';
import type { TaskRequest } from '../../lib/ports/task-runner.ts';

const now = 1_000_000_000;
const clock = { now: () => now, sleep: async () => undefined };
const record = { stateMachineArn: 'machine', revision: 'r', input: '{}', startDate: 0 };
const head: Head = {
  version: 1,
  nonce: 'n',
  status: 'RUNNING',
  redriveCount: 0,
  snapshot: '',
  lastEventId: 0,
};

function pumping(executions: ExecutionStore) {
  const sent: (readonly [arn: string, delayMs: number])[] = [];
  const context = engineContext({
    executions,
    resources: createMemoryResourceStore(),
    queue: {
      durable: true,
      maxDelayMs: 900_000,
      send: async ({ executionArn }: Message, delayMs) => {
        sent.push([executionArn, delayMs]);
      },
    },
    tasks: createTaskRunner({}),
    clock,
    tokenKey: new Uint8Array(32),
    exclusiveOwner: undefined,
    log: () => undefined,
  });
  return { sent, pump: () => sendDueWakes(context) };
}

async function storeWith(dueAt: Readonly<Record<string, number | undefined>>): Promise<ExecutionStore> {
  const executions = createMemoryExecutionStore();
  for (const [executionArn, time] of Object.entries(dueAt)) {
    await executions.create(
      { record: { ...record, executionArn, name: executionArn }, head: { ...head, ...(time && { dueAt: time }) } },
      { firstId: 1, lastId: 0, text: '' },
    );
  }
  return executions;
}

describe('the pump', () => {
  test('sends what is due in the next ten minutes, with the delay that is left', async () => {
    const executions = await storeWith({
      overdue: now - 120_000,
      soon: now + 400_000,
      later: now + 600_001,
      never: undefined,
    });
    const { sent, pump } = pumping(executions);
    expect(await pump()).toBe(2);
    expect(sent).toEqual([
      ['overdue', 0],
      ['soon', 400_000],
    ]);
  });

  test('sends again with each pass what nobody has taken', async () => {
    const { sent, pump } = pumping(await storeWith({ overdue: now - 1 }));
    await pump();
    await pump();
    expect(sent).toHaveLength(2);
  });

  test('skips what the index still shows although it has ended', async () => {
    const executions = await storeWith({});
    const { sent, pump } = pumping({ ...executions, dueBefore: async () => ['gone'] });
    expect(await pump()).toBe(0);
    expect(sent).toEqual([]);
  });

  test('fails aloud when the table does not answer', async () => {
    const dynamodb = mockClient(DynamoDBClient);
    dynamodb.on(QueryCommand).rejects(new Error('throttled'));
    const executions = createDynamoExecutionStore({ client: createClients('us-east-1').dynamodb, tableName: 'table' });
    await expect(pumping(executions).pump()).rejects.toThrow('Table table did not answer. (Error: throttled)');
    dynamodb.restore();
  });
});

test('an Express execution that could not be sent is not acknowledged', async () => {
  const sqs = mockClient(SQSClient);
  sqs.on(SendMessageCommand).rejects(new Error('no route'));
  const { sqs: client } = createClients('us-east-1');
  const sending = sendExpress(client, 'https://queue', { ...record, executionArn: 'a', name: 'a' });
  await expect(sending).rejects.toMatchObject({ name: 'StoreUnavailable' });
  sqs.restore();
});

describe('a turn that was thawed after its end', () => {
  const request: TaskRequest = {
    executionArn: 'arn:aws:states:us-east-1:123456789012:execution:m:e',
    stateMachineArn: 'machine',
    roleArn: 'role',
    resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
    parameters: '{}',
    idempotencyKey: 'k',
    pend: 1,
    attempt: 0,
  };

  test.each([
    ['makes its call before the end', now + 1, 1],
    ['makes no call at the end', now, 0],
  ])('%s', (_, deadline, calls) => {
    let called = 0;
    const tasks = {
      ...createTaskRunner({}),
      call: async () => {
        called += 1;
        return { output: '{}' };
      },
    };
    void callsUntil(tasks, deadline, clock).call(request, new AbortController().signal);
    expect(called).toBe(calls);
  });
});
