import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  DynamoDBServiceException,
  GetItemCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { NotFoundException, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { QueueDoesNotExist, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createTaskRunner } from '../../../../lib/adapters/tasks/task-runner.ts';
import { never, taskRequest } from '../task-request.ts';

const runner = createTaskRunner({ findService: () => ({ credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }) });
const dynamodb = mockClient(DynamoDBClient);
const events = mockClient(EventBridgeClient);
const sns = mockClient(SNSClient);
const sqs = mockClient(SQSClient);
const clients = [dynamodb, events, sns, sqs];
afterEach(() => clients.forEach((client) => client.reset()));
afterAll(() => clients.forEach((client) => client.restore()));

const GET = taskRequest('arn:aws:states:::dynamodb:getItem', { TableName: 't', Key: {} });
const PUBLISH = taskRequest('arn:aws:states:::sns:publish', { Message: '' });
const PUT = taskRequest('arn:aws:states:::events:putEvents', { Entries: [] });
const SEND = taskRequest('arn:aws:states:::sqs:sendMessage', { QueueUrl: 'q', MessageBody: '' });
const $metadata = { httpStatusCode: 200, requestId: 'r-1' };
const metadata =
  '"SdkHttpMetadata":{"AllHttpHeaders":{},"HttpHeaders":{},"HttpStatusCode":200},"SdkResponseMetadata":{"RequestId":"r-1"}';

describe('an answer is the output', () => {
  test('with the members in alphabetical order, those of the SDK among them', async () => {
    sqs.on(SendMessageCommand).resolves({ MessageId: 'm', SequenceNumber: '1', MD5OfMessageBody: 'd', $metadata });
    expect(await runner.call(SEND, never())).toEqual({
      output: `{"MD5OfMessageBody":"d","MessageId":"m",${metadata},"SequenceNumber":"1"}`,
    });
  });

  test('with bytes in base64 and without what there is not', async () => {
    const Item = { b: { B: Uint8Array.of(1, 2) }, a: { L: [{ N: '1.50' }, { NULL: true }] } };
    dynamodb.on(GetItemCommand).resolves({ Item, $metadata });
    expect(await runner.call(GET, never())).toEqual({
      output: `{"Item":{"a":{"L":[{"N":"1.50"},{"NULL":true}]},"b":{"B":"AQI="}},${metadata}}`,
    });
    dynamodb.on(GetItemCommand).resolves({ Item: undefined, $metadata });
    expect(await runner.call(GET, never())).toEqual({ output: `{${metadata}}` });
  });

  test('of EventBridge without metadata', async () => {
    events.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: 'e' }], $metadata });
    expect(await runner.call(PUT, never())).toEqual({ output: '{"Entries":[{"EventId":"e"}],"FailedEntryCount":0}' });
  });
});

describe('a failure has the name and cause of Step Functions', () => {
  test('one entry that EventBridge did not take fails the task, with the whole answer as cause', async () => {
    const Entries = [{ EventId: 'e' }, { ErrorMessage: 'No', ErrorCode: 'InvalidArgument' }];
    events.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries, $metadata });
    expect(await runner.call(PUT, never())).toEqual({
      error: 'EventBridge.FailedEntry',
      cause: '{"Entries":[{"EventId":"e"},{"ErrorCode":"InvalidArgument","ErrorMessage":"No"}],"FailedEntryCount":1}',
    });
  });

  const failed = (status: number) => ({ $metadata: { httpStatusCode: status, requestId: 'r-1' } });
  const wording = (service: string, status: number, code: string) =>
    `No (Service: ${service}; Status Code: ${status}; Error Code: ${code}; Request ID: r-1; Proxy: null)`;

  test('an error that the API models', async () => {
    dynamodb.on(GetItemCommand).rejects(new ConditionalCheckFailedException({ message: 'No', ...failed(400) }));
    expect(await runner.call(GET, never())).toEqual({
      error: 'DynamoDB.ConditionalCheckFailedException',
      cause: wording('AmazonDynamoDBv2', 400, 'ConditionalCheckFailedException'),
    });
  });

  test('an error that it does not model', async () => {
    const error = { name: 'ValidationException', message: 'No', $fault: 'client', ...failed(400) } as const;
    dynamodb.on(GetItemCommand).rejects(new DynamoDBServiceException(error));
    expect(await runner.call(GET, never())).toEqual({
      error: 'DynamoDB.AmazonDynamoDBException',
      cause: wording('AmazonDynamoDBv2', 400, 'ValidationException'),
    });
  });

  test('an error whose code is not its name', async () => {
    const gone = new QueueDoesNotExist({ message: 'No', ...failed(400) });
    sqs.on(SendMessageCommand).rejects(Object.assign(gone, { Code: 'AWS.SimpleQueueService.NonExistentQueue' }));
    expect(await runner.call(SEND, never())).toEqual({
      error: 'SQS.QueueDoesNotExistException',
      cause: wording('AmazonSQS', 400, 'AWS.SimpleQueueService.NonExistentQueue'),
    });
    const unknown = new NotFoundException({ message: 'No', ...failed(404) });
    sns.on(PublishCommand).rejects(Object.assign(unknown, { Code: 'NotFound' }));
    expect(await runner.call(PUBLISH, never())).toEqual({
      error: 'SNS.NotFoundException',
      cause: wording('AmazonSNS', 404, 'NotFound'),
    });
  });

  test('an answer that is none of the service', async () => {
    const page = new SyntaxError('Unexpected token <\n  Deserialization error: see $response');
    sns.on(PublishCommand).rejects(Object.assign(page, failed(502)));
    expect(await runner.call(PUBLISH, never())).toEqual({
      error: 'SNS.AmazonSNSException',
      cause:
        'Unexpected token < (Service: AmazonSNS; Status Code: 502; Error Code: null; Request ID: r-1; Proxy: null)',
    });
  });

  test('no connection', async () => {
    events.on(PutEventsCommand).rejects(new Error('connect ECONNREFUSED 127.0.0.1:1'));
    expect(await runner.call(PUT, never())).toEqual({
      error: 'EventBridge.SdkClientException',
      cause: 'Unable to execute HTTP request: connect ECONNREFUSED 127.0.0.1:1',
    });
  });

  test('an answer that was lost', () => {
    expect(runner.lostError(SEND.resource).error).toBe('SQS.SdkClientException');
  });
});
