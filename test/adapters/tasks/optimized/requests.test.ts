import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createTaskRunner } from '../../../../lib/adapters/tasks/task-runner.ts';
import type { Json } from '../../../../lib/asl/json.ts';
import { never, taskRequest } from '../task-request.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const runner = createTaskRunner({ findService: () => ({ credentials }) });
const dynamodb = mockClient(DynamoDBClient);
const events = mockClient(EventBridgeClient);
const sns = mockClient(SNSClient);
const sqs = mockClient(SQSClient);
const clients = [dynamodb, events, sns, sqs];

beforeEach(() => {
  clients.forEach((client) => client.reset());
  dynamodb.onAnyCommand().resolves({ $metadata: {} });
  events.onAnyCommand().resolves({ $metadata: {} });
  sns.onAnyCommand().resolves({ $metadata: {} });
  sqs.onAnyCommand().resolves({ $metadata: {} });
});
afterAll(() => clients.forEach((client) => client.restore()));

/** The requests that were sent to whatever service. */
function sent(): readonly object[] {
  const calls = [...dynamodb.calls(), ...events.calls(), ...sns.calls(), ...sqs.calls()];
  return calls.map(({ args }) => args[0].input);
}

const QueueUrl = 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders';
const TopicArn = 'arn:aws:sns:eu-west-1:111122223333:orders';
const origin = [
  'arn:aws:states:eu-west-1:111122223333:stateMachine:Orders',
  'arn:aws:states:eu-west-1:111122223333:execution:Orders:one',
];

describe('a request is what the parameters say', () => {
  test.each<[string, string, Json, object]>([
    ['a message of text', 'sqs:sendMessage', { QueueUrl, MessageBody: 'text' }, { QueueUrl, MessageBody: 'text' }],
    [
      'a message of JSON is sent as its text',
      'sqs:sendMessage',
      { QueueUrl, MessageBody: { id: 1, lines: [] } },
      { QueueUrl, MessageBody: '{"id":1,"lines":[]}' },
    ],
    [
      'what a queue may want besides',
      'sqs:sendMessage.waitForTaskToken',
      {
        QueueUrl,
        MessageBody: [],
        DelaySeconds: 5,
        MessageGroupId: 'g',
        MessageAttributes: { kind: { DataType: 'Binary', BinaryValue: 'AQI=' } },
      },
      {
        QueueUrl,
        MessageBody: '[]',
        DelaySeconds: 5,
        MessageGroupId: 'g',
        MessageAttributes: { kind: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2]) } },
      },
    ],
    ['null is not sent', 'sqs:sendMessage', { QueueUrl, MessageBody: null }, { QueueUrl }],
    [
      'a notification',
      'sns:publish',
      { TopicArn, Message: { a: 1 }, Subject: 's', MessageStructure: 'json' },
      { TopicArn, Message: '{"a":1}', Subject: 's', MessageStructure: 'json' },
    ],
    [
      'an item to read',
      'dynamodb:getItem',
      { TableName: 't', Key: { id: { S: 'a' } }, ConsistentRead: true },
      { TableName: 't', Key: { id: { S: 'a' } }, ConsistentRead: true },
    ],
    [
      'an item of all types',
      'dynamodb:putItem',
      {
        TableName: 't',
        Item: {
          n: { N: '1.50' },
          b: { B: 'AQI=' },
          l: { L: [{ BOOL: false }, { NULL: true }, { M: { s: { SS: ['x'] } } }, { NS: ['1'] }, { BS: ['AQ=='] }] },
        },
      },
      {
        TableName: 't',
        Item: {
          n: { N: '1.50' },
          b: { B: Buffer.from([1, 2]) },
          l: {
            L: [
              { BOOL: false },
              { NULL: true },
              { M: { s: { SS: ['x'] } } },
              { NS: ['1'] },
              { BS: [Buffer.from([1])] },
            ],
          },
        },
      },
    ],
    [
      'an update',
      'dynamodb:updateItem',
      {
        TableName: 't',
        Key: { id: { S: 'a' } },
        UpdateExpression: 'SET #n = :n',
        ExpressionAttributeNames: { '#n': 'name' },
        ExpressionAttributeValues: { ':n': { S: 'b' } },
        ReturnValues: 'ALL_NEW',
      },
      {
        TableName: 't',
        Key: { id: { S: 'a' } },
        UpdateExpression: 'SET #n = :n',
        ExpressionAttributeNames: { '#n': 'name' },
        ExpressionAttributeValues: { ':n': { S: 'b' } },
        ReturnValues: 'ALL_NEW',
      },
    ],
    [
      'a deletion with a condition',
      'dynamodb:deleteItem',
      { TableName: 't', Key: { id: { S: 'a' } }, Expected: { n: { Exists: false } } },
      { TableName: 't', Key: { id: { S: 'a' } }, Expected: { n: { Exists: false } } },
    ],
    [
      'events say where they come from, after what they say themselves',
      'events:putEvents',
      {
        Entries: [
          { Detail: { a: 1 }, DetailType: 'd', Source: 's', Time: '2026-01-02T03:04:05Z' },
          { Detail: '{ }', Resources: ['r'], Time: 1_000 },
        ],
      },
      {
        Entries: [
          {
            Detail: '{"a":1}',
            DetailType: 'd',
            Source: 's',
            Time: new Date('2026-01-02T03:04:05Z'),
            Resources: origin,
          },
          { Detail: '{ }', Resources: ['r', ...origin], Time: new Date(1_000) },
        ],
      },
    ],
    ['no entries', 'events:putEvents', { Entries: [] }, { Entries: [] }],
  ])('%s', async (_, action, parameters, input) => {
    await runner.call(taskRequest(`arn:aws:states:::${action}`, parameters), never());
    expect(sent()).toEqual([input]);
  });
});

describe('parameters that Step Functions would not take are sent to nobody', () => {
  const Key = { id: { S: 'a' } };
  test.each<[string, Json, string]>([
    [
      'sqs:sendMessage',
      {},
      "The field 'QueueUrl' is required but was missing, The field 'MessageBody' is required but was missing",
    ],
    [
      'sqs:sendMessage',
      'text',
      "The field 'QueueUrl' is required but was missing, The field 'MessageBody' is required but was missing",
    ],
    ['sqs:sendMessage', { QueueUrl, MessageBody: 5 }, "The value of the field 'MessageBody' has an invalid format"],
    ['sqs:sendMessage', { QueueUrl: {}, MessageBody: '' }, "The value of the field 'QueueUrl' has an invalid format"],
    [
      'sqs:sendMessage',
      { QueueUrl, MessageBody: '', DelaySeconds: 1.5 },
      "The value of the field 'DelaySeconds' has an invalid format",
    ],
    [
      'sqs:sendMessage',
      { QueueUrl, MessageBody: '', DelaySeconds: '5' },
      "The value of the field 'DelaySeconds' has an invalid format",
    ],
    [
      'sqs:sendMessage',
      { QueueUrl, MessageBody: '', MessageSystemAttributes: {} },
      'The field "MessageSystemAttributes" is not supported by Step Functions',
    ],
    [
      'sqs:sendMessage',
      { QueueUrl, MessageBody: '', messageGroupId: 'g' },
      'The field "messageGroupId" is not supported by Step Functions',
    ],
    [
      'sqs:sendMessage',
      { QueueUrl, MessageBody: '', constructor: 'g' },
      'The field "constructor" is not supported by Step Functions',
    ],
    ['sns:publish', { TopicArn }, "The field 'Message' is required but was missing"],
    [
      'sns:publish',
      { TopicArn, Message: '', MessageAttributes: { a: { Value: 'b' } } },
      'The field "Value" is not supported by Step Functions',
    ],
    ['events:putEvents', { Entries: {} }, "The value of the field 'Entries' has an invalid format"],
    ['events:putEvents', { Entries: [null] }, "The value of the field 'Entries' has an invalid format"],
    ['events:putEvents', { Entries: [{ Time: 'soon' }] }, "The value of the field 'Time' has an invalid format"],
    ['events:putEvents', { Entries: [{ Time: true }] }, "The value of the field 'Time' has an invalid format"],
    ['dynamodb:getItem', { TableName: 't' }, "The field 'Key' is required but was missing"],
    [
      'dynamodb:getItem',
      { TableName: 't', Key, ConsistentRead: 'true' },
      "The value of the field 'ConsistentRead' has an invalid format",
    ],
    ['dynamodb:putItem', { TableName: 't', Item: { n: { N: 5 } } }, "The value of the field 'N' has an invalid format"],
    [
      'dynamodb:putItem',
      { TableName: 't', Item: { b: { B: '?' } } },
      "The value of the field 'B' has an invalid format",
    ],
    [
      'dynamodb:putItem',
      { TableName: 't', Item: { l: { L: [{ S: 1 }] } } },
      "The value of the field 'S' has an invalid format",
    ],
    ['dynamodb:putItem', { TableName: 't', Item: { id: 'a' } }, "The value of the field 'Item' has an invalid format"],
    ['dynamodb:putItem', { TableName: 't', Item: {}, Key }, 'The field "Key" is not supported by Step Functions'],
  ])('%s %j', async (action, parameters, problem) => {
    const text = JSON.stringify(parameters);
    expect(await runner.call(taskRequest(`arn:aws:states:::${action}`, parameters), never())).toEqual({
      error: 'States.Runtime',
      cause: `The Parameters '${text}' could not be used to start the Task: [${problem}]`,
    });
    expect(sent()).toEqual([]);
  });
});

describe('what belongs to Stepyard itself is closed to tasks', () => {
  const closed = createTaskRunner({
    findService: () => ({ credentials }),
    ownResources: ['stepyard-dev-Table-1X', 'stepyard-dev-TurnQueue-2Y'],
  });

  test.each<[string, Json, string]>([
    ['dynamodb:getItem', { TableName: 'stepyard-dev-Table-1X', Key: {} }, 'DynamoDB.AmazonDynamoDBException'],
    [
      'dynamodb:putItem',
      { TableName: 'arn:aws:dynamodb:eu-west-1:111122223333:table/stepyard-dev-Table-1X', Item: {} },
      'DynamoDB.AmazonDynamoDBException',
    ],
    [
      'sqs:sendMessage',
      { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/stepyard-dev-TurnQueue-2Y/', MessageBody: '' },
      'SQS.AmazonSQSException',
    ],
    [
      'sqs:sendMessage',
      { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/%73tepyard-dev-TurnQueue-2Y', MessageBody: '' },
      'SQS.AmazonSQSException',
    ],
  ])('%s %j', async (action, parameters, error) => {
    const outcome = await closed.call(taskRequest(`arn:aws:states:::${action}`, parameters), never());
    expect(outcome).toMatchObject({ error, cause: expect.stringContaining('is of Stepyard itself') });
    expect(sent()).toEqual([]);
  });
});

test.each([
  ['sqs:sendMessage', 'AWS_ENDPOINT_URL_SQS'],
  ['sns:publish', 'AWS_ENDPOINT_URL_SNS'],
  ['events:putEvents', 'AWS_ENDPOINT_URL_EVENTBRIDGE'],
  ['dynamodb:getItem', 'AWS_ENDPOINT_URL_DYNAMODB'],
])('without an endpoint %s fails by name and says what to set', async (action, variable) => {
  const outcome = await createTaskRunner({}).call(taskRequest(`arn:aws:states:::${action}`, {}), never());
  expect(outcome).toEqual({ error: 'Stepyard.ServiceNotConfigured', cause: expect.stringContaining(variable) });
});
