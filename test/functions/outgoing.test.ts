import { CloudWatchLogsClient, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test, vi } from 'vitest';
import { encodeEvents } from '../../lib/engine/history-codec.ts';
import type { HistoryEvent } from '../../lib/asl/history/events.ts';
import { createOutgoing } from '../../lib/adapters/aws/outgoing.ts';
import type { OwedStatus } from '../../lib/engine/owed-status.ts';
import { createMemoryExecutionStore } from '../../lib/adapters/memory/execution-store.ts';
import { createMemoryResourceStore } from '../../lib/adapters/memory/resource-store.ts';
import type { Execution } from '../../lib/ports/execution-store.ts';

const REGION = 'eu-west-1';
const ARN = `arn:aws:states:${REGION}:123456789012`;
const logs = mockClient(CloudWatchLogsClient);
const events = mockClient(EventBridgeClient);
const execution: Execution = {
  record: {
    executionArn: `${ARN}:execution:m:e`,
    stateMachineArn: `${ARN}:stateMachine:m`,
    name: 'e',
    revision: 'r',
    input: '{}',
    startDate: 1_000,
  },
  head: { version: 1, nonce: '', status: 'RUNNING', redriveCount: 0, snapshot: '', lastEventId: 1 },
};

const owed: OwedStatus = {
  executionArn: execution.record.executionArn,
  statuses: ['RUNNING'],
  eventId: 1,
  redriveCount: 0,
};

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'any');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'any');
  logs.reset();
  events.reset();
  logs.resolves({});
  events.resolves({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] });
});

function deployment(statusEventBus: string | undefined) {
  const executions = createMemoryExecutionStore();
  const resources = createMemoryResourceStore();
  const reported: string[] = [];
  const report = (line: string): void => void reported.push(line);
  const outgoing = createOutgoing({ region: REGION, resources, executions, statusEventBus, report });
  return { ...outgoing, executions, reported };
}

test('a function answers when its log entries and events are out', async () => {
  const { delivered, executionLog, statusOutbox } = deployment('orders');
  const answer = await delivered(
    (async () => {
      const logGroupArn = `arn:aws:logs:${REGION}:123456789012:log-group:g:*`;
      executionLog.append({ logGroupArn, stateMachineName: 'm' }, [{ timestamp: 1, message: '{}' }]);
      const note = await statusOutbox?.owe(owed);
      note?.happened(execution);
      return 'answer';
    })(),
  );
  expect(answer).toBe('answer');
  expect(logs.commandCalls(PutLogEventsCommand)).toHaveLength(1);
  const [entry] = events.commandCalls(PutEventsCommand)[0]?.args[0].input.Entries ?? [];
  expect(entry).toMatchObject({ EventBusName: 'orders', Source: 'stepyard.states' });
});

test('a function that fails tells what it has to, and fails', async () => {
  const { delivered, executionLog } = deployment(undefined);
  const logGroupArn = `arn:aws:logs:${REGION}:123456789012:log-group:g:*`;
  executionLog.append({ logGroupArn, stateMachineName: 'm' }, [{ timestamp: 1, message: '{}' }]);
  await expect(delivered(Promise.reject(new Error('It failed')))).rejects.toThrow('It failed');
  expect(logs.commandCalls(PutLogEventsCommand)).toHaveLength(1);
});

test('without an event bus nothing is owed', async () => {
  const { statusOutbox, sweep } = deployment(undefined);
  expect(statusOutbox).toBeUndefined();
  await sweep();
  expect(events.calls()).toEqual([]);
});

test('a sweep sends what a function has left behind for a minute, and survives an EventBridge that is gone', async () => {
  const { statusOutbox, sweep, executions, reported } = deployment('default');
  const started = { id: 1, previousEventId: 0, timestamp: 1_000, type: 'ExecutionStarted' } as HistoryEvent;
  await executions.create(execution, encodeEvents([started]) ?? { firstId: 1, lastId: 0, text: '' });
  await statusOutbox?.owe(owed);
  await sweep();
  expect(events.calls()).toEqual([]);

  vi.useFakeTimers({ now: Date.now() + 60_001, toFake: ['Date'] });
  try {
    events
      .on(PutEventsCommand)
      .rejectsOnce(new Error('gone'))
      .resolves({ Entries: [{ EventId: '1' }] });
    await sweep();
    expect(reported).toEqual(['Events about executions were not taken; they are sent again later. gone']);
    await sweep();
    await sweep();
    expect(events.commandCalls(PutEventsCommand)).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});
