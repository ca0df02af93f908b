import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTaskRunner } from '../../../../lib/adapters/tasks/task-runner.ts';
import { parseJson } from '../../../../lib/asl/json-text/parse-json.ts';
import type { Json } from '../../../../lib/asl/json.ts';
import { startLocalDynamo, type LocalDynamo } from '../../../support/servers/dynalite.ts';
import { startLocalSqs, type LocalSqs } from '../../../support/servers/fauxqs.ts';
import { never, taskRequest } from '../task-request.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

async function callAt(endpoint: string, action: string, parameters: Json) {
  const runner = createTaskRunner({ findService: () => ({ endpoint, credentials }) });
  const outcome = await runner.call(taskRequest(`arn:aws:states:::${action}`, parameters), never());
  return 'output' in outcome ? parseJson(outcome.output) : outcome;
}

describe('at an SQS', () => {
  let sqs: LocalSqs;
  beforeAll(async () => {
    sqs = await startLocalSqs();
  });
  afterAll(() => sqs.close());

  const send = (QueueUrl: string, MessageBody: Json) =>
    callAt(sqs.endpoint, 'sqs:sendMessage', { QueueUrl, MessageBody });

  test('a message arrives as the text of its JSON, and the answer shows the headers as AWS writes them', async () => {
    const answer = await send(sqs.queueUrl, { id: 1 });
    expect(answer).toMatchObject({
      MD5OfMessageBody: expect.any(String),
      MessageId: expect.any(String),
      SdkHttpMetadata: {
        AllHttpHeaders: { 'Content-Type': [expect.any(String)] },
        HttpHeaders: { 'Content-Type': expect.any(String), Date: expect.any(String) },
        HttpStatusCode: 200,
      },
      SdkResponseMetadata: { RequestId: expect.any(String) },
    });
    const { Messages } = await sqs.client.send(new ReceiveMessageCommand({ QueueUrl: sqs.queueUrl }));
    expect(Messages?.map(({ Body }) => Body)).toEqual(['{"id":1}']);
  });

  test('it is asked for a queue of AWS, too, so that AWS is not', async () => {
    const answer = await send('https://sqs.us-east-1.amazonaws.com/000000000000/turn', 'x');
    expect(answer).toMatchObject({ error: 'SQS.QueueDoesNotExistException' });
  });

  test('a queue that is not there has the name and code of AWS', async () => {
    const cause = expect.stringContaining('Error Code: AWS.SimpleQueueService.NonExistentQueue;');
    expect(await send(`${sqs.queueUrl}-not`, 'x')).toEqual({ error: 'SQS.QueueDoesNotExistException', cause });
  });
});

describe('at a DynamoDB', () => {
  let dynamo: LocalDynamo;
  beforeAll(async () => {
    dynamo = await startLocalDynamo();
    await dynamo.client.send(
      new CreateTableCommand({
        TableName: 'orders',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
  });
  afterAll(() => dynamo.close());

  const TableName = 'orders';
  const Key = { id: { S: 'a' } };
  const call = (action: string, parameters: Record<string, Json>) =>
    callAt(dynamo.endpoint, `dynamodb:${action}`, { TableName, ...parameters });

  test('an item is put, updated, read and deleted', async () => {
    const Item = { ...Key, n: { N: '1' }, b: { B: 'AQI=' } };
    expect(await call('putItem', { Item })).toMatchObject({ SdkHttpMetadata: { HttpStatusCode: 200 } });
    const updated = await call('updateItem', {
      Key,
      UpdateExpression: 'SET n = n + :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValues: 'UPDATED_NEW',
    });
    expect(updated).toMatchObject({ Attributes: { n: { N: '2' } } });
    expect(await call('getItem', { Key })).toMatchObject({ Item: { ...Item, n: { N: '2' } } });
    expect(await call('deleteItem', { Key, ReturnValues: 'ALL_OLD' })).toMatchObject({ Attributes: Key });
    expect(await call('getItem', { Key })).not.toHaveProperty('Item');
  });

  test.each<[string, string, Record<string, Json>, string, string]>([
    [
      'a condition that does not hold',
      'updateItem',
      { Key, ConditionExpression: 'attribute_exists(nobody)' },
      'DynamoDB.ConditionalCheckFailedException',
      'The conditional request failed (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException;',
    ],
    [
      'a table that is not there',
      'getItem',
      { Key, TableName: 'nobody' },
      'DynamoDB.ResourceNotFoundException',
      'Requested resource not found (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ResourceNotFoundException;',
    ],
    [
      'an item that is null',
      'putItem',
      { Item: null },
      'DynamoDB.AmazonDynamoDBException',
      "Value null at 'item' failed to satisfy constraint: Member must not be null (Service: AmazonDynamoDBv2;",
    ],
  ])('%s', async (_, action, parameters, error, cause) => {
    expect(await call(action, parameters)).toEqual({ error, cause: expect.stringContaining(cause) });
  });
});
