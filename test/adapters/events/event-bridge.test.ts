import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { eventBridge } from '../../../lib/adapters/events/event-bridge.ts';
import type { StatusEvent } from '../../../lib/ports/status-events.ts';

const service = mockClient(EventBridgeClient);
const credentials = { accessKeyId: 'a', secretAccessKey: 's' };
const options = { eventBus: 'default', source: 'aws.states', service: { credentials } };

const event = (name: string, region = 'us-east-1'): StatusEvent => ({
  executionArn: `arn:aws:states:${region}:123456789012:execution:m:${name}`,
  time: 1_700_000_000_123,
  detail: `{"name":"${name}"}`,
});

beforeEach(() => {
  service.reset();
});

test('an event has the form that rules for AWS match', async () => {
  service.on(PutEventsCommand).resolves({ Entries: [{ EventId: '1' }] });
  expect(await eventBridge(options).put([event('e')])).toEqual([undefined]);
  expect(service.commandCalls(PutEventsCommand)[0]?.args[0].input).toEqual({
    Entries: [
      {
        Time: new Date(1_700_000_000_123),
        Source: 'aws.states',
        Resources: ['arn:aws:states:us-east-1:123456789012:execution:m:e'],
        DetailType: 'Step Functions Execution Status Change',
        Detail: '{"name":"e"}',
        EventBusName: 'default',
      },
    ],
  });
});

test('each event is answered: taken, or why not', async () => {
  service.on(PutEventsCommand).resolves({
    FailedEntryCount: 1,
    Entries: [{ EventId: '1' }, { ErrorCode: 'ThrottlingException', ErrorMessage: 'Slow down' }],
  });
  expect(await eventBridge(options).put([event('a'), event('b')])).toEqual([
    undefined,
    'ThrottlingException: Slow down',
  ]);
});

test('events go to the region of their execution, or to the one that is set', async () => {
  service.on(PutEventsCommand).resolves({ Entries: [{ EventId: '1' }] });
  const regions = async () =>
    Promise.all(
      service.commandCalls(PutEventsCommand).map(({ thisValue }) => (thisValue as EventBridgeClient).config.region()),
    );
  await eventBridge(options).put([event('a', 'eu-west-1'), event('b', 'us-east-1')]);
  expect(await regions()).toEqual(['eu-west-1', 'us-east-1']);
  service.resetHistory();
  await eventBridge({ ...options, region: 'ap-south-1' }).put([event('a'), event('b')]);
  expect(await regions()).toEqual(['ap-south-1']);
});

test('a service that cannot be reached rejects', async () => {
  service.on(PutEventsCommand).rejects(new Error('connect ECONNREFUSED'));
  await expect(eventBridge(options).put([event('a')])).rejects.toThrow('ECONNREFUSED');
});
