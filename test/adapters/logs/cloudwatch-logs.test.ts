import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { cloudWatchLogs } from '../../../lib/adapters/logs/cloudwatch-logs.ts';
import { createManualClock } from '../queues/manual-clock.ts';

const logGroupArn = 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/states/m:*';
const destination = { logGroupArn, stateMachineName: 'm' };
const batch = [{ timestamp: 5, message: '{"id":"1"}' }];
const service = mockClient(CloudWatchLogsClient);
const missing = () =>
  new ResourceNotFoundException({ message: 'The specified log group does not exist.', $metadata: {} });

beforeEach(() => {
  service.reset();
});

function logs() {
  return cloudWatchLogs({ credentials: { accessKeyId: 'a', secretAccessKey: 's' } }, createManualClock());
}

const put = () => service.commandCalls(PutLogEventsCommand).map(({ args }) => args[0].input);
const created = () => service.commandCalls(CreateLogStreamCommand).map(({ args }) => args[0].input);

test('a process writes to a stream of its own for each machine, named as AWS names them', async () => {
  service.resolves({});
  const { deliver } = logs();
  await deliver(destination, batch);
  await deliver(destination, batch);
  await deliver({ ...destination, stateMachineName: 'other' }, batch);
  const [first, second] = created().map(({ logStreamName }) => logStreamName);
  expect(first).toMatch(/^states\/m\/\d{4}-\d{2}-\d{2}-\d{2}-\d{2}\/[0-9a-f]{8}$/);
  expect(second).toMatch(/^states\/other\//);
  expect(put()).toEqual([
    { logGroupName: '/aws/vendedlogs/states/m', logStreamName: first, logEvents: batch },
    { logGroupName: '/aws/vendedlogs/states/m', logStreamName: first, logEvents: batch },
    { logGroupName: '/aws/vendedlogs/states/m', logStreamName: second, logEvents: batch },
  ]);
});

test('the client is of the region of the log group', async () => {
  service.resolves({});
  await logs().deliver(destination, batch);
  const client = service.commandCalls(PutLogEventsCommand)[0]?.thisValue as CloudWatchLogsClient;
  expect(await client.config.region()).toBe('eu-west-1');
});

test('a stream that was deleted is made again', async () => {
  service.resolves({});
  service.on(PutLogEventsCommand).rejectsOnce(missing()).resolves({});
  await logs().deliver(destination, batch);
  expect(created()).toHaveLength(2);
  expect(put()).toHaveLength(2);
});

test('a log group that was deleted is an error, and so are lines that the service rejects', async () => {
  service.rejects(missing());
  await expect(logs().deliver(destination, batch)).rejects.toThrow('The specified log group does not exist.');
  service.reset();
  service.resolves({});
  service.on(PutLogEventsCommand).resolves({ rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1 } });
  await expect(logs().deliver(destination, batch)).rejects.toThrow('rejected {"tooOldLogEventEndIndex":1}');
});

const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' });

test.each([
  ['found, and a stream is left there', undefined, 'found'],
  ['found again', new ResourceAlreadyExistsException({ message: 'It already exists', $metadata: {} }), 'found'],
  ['missing', missing(), 'missing'],
  ['refused', denied, 'refused'],
])('a log group is looked for: %s', async (_, error, state) => {
  if (error) service.rejects(error);
  else service.resolves({});
  expect(await logs().findLogGroup(logGroupArn)).toBe(state);
  expect(created()).toEqual([
    {
      logGroupName: '/aws/vendedlogs/states/m',
      logStreamName: 'log_stream_created_by_aws_to_validate_log_delivery_subscriptions',
    },
  ]);
});

test('whether there is a log group is not known when the service cannot be reached', async () => {
  service.rejects(new Error('connect ECONNREFUSED'));
  await expect(logs().findLogGroup(logGroupArn)).rejects.toThrow('ECONNREFUSED');
});
