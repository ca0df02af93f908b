import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTaskRunner } from '../../../../lib/adapters/tasks/task-runner.ts';
import type { Json } from '../../../../lib/asl/json.ts';
import { never, taskRequest } from '../task-request.ts';
import { type FakeAnswer, type FakeService, type SeenRequest, startFakeService } from './fake-service.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
let service: FakeService;
beforeAll(async () => {
  service = await startFakeService();
});
afterAll(() => service.close());

async function call(action: string, parameters: Json, answer: FakeAnswer = {}) {
  service.answer(answer);
  const runner = createTaskRunner({
    findService: () => ({ endpoint: service.endpoint, credentials }),
    clientFolders: [import.meta.dirname],
  });
  return runner.call(taskRequest(`arn:aws:states:::aws-sdk:${action}`, parameters), never());
}

/** What the service got, with the body as JSON or as a form where it is one. */
function seen(): Pick<SeenRequest, 'method' | 'url'> & { readonly body: unknown } {
  const [request, ...others] = service.seen;
  if (!request || others.length > 0) throw new Error('Not one request was sent');
  const { method, url, headers, body } = request;
  const type = headers['content-type'] ?? '';
  if (type.includes('json')) return { method, url, body: JSON.parse(body) };
  return { method, url, body: type.includes('form') ? Object.fromEntries(new URLSearchParams(body)) : body };
}

const text = (body: object): FakeAnswer => ({ body: JSON.stringify(body) });
const xml = (body: string): FakeAnswer => ({ headers: { 'content-type': 'text/xml' }, body });

describe('AWS JSON', () => {
  test('Secrets Manager: an object is sent as text, a token of the client is made, times are in ISO 8601', async () => {
    const created = await call(
      'secretsmanager:createSecret',
      { Name: 'n', SecretString: { a: 1.5 } },
      text({ ARN: 'arn:s' }),
    );
    expect(created).toEqual({ output: '{"Arn":"arn:s"}' });
    expect(seen().body).toEqual({ Name: 'n', SecretString: '{"a":1.5}', ClientRequestToken: expect.any(String) });
    const described = text({ Name: 'n', CreatedDate: 1_700_000_000.123, Tags: [], VersionIdsToStages: { V1: ['A'] } });
    expect(await call('secretsmanager:describeSecret.waitForTaskToken', { SecretId: 'n' }, described)).toEqual({
      output: '{"CreatedDate":"2023-11-14T22:13:20.123Z","Name":"n","Tags":[],"VersionIdsToStages":{"V1":["A"]}}',
    });
  });

  test('DynamoDB: maps keep their keys and order; attribute values have the names of Java', async () => {
    const Item = {
      id: { S: '1' },
      'a.b': { M: { x: { L: [{ N: '1.50' }, { Nul: true }, { BOOL: false }] } } },
      bin: { B: 'raw' },
    };
    expect(await call('dynamodb:putItem', { TableName: 't', Item }, text({}))).toEqual({ output: '{}' });
    const wire = {
      id: { S: '1' },
      'a.b': { M: { x: { L: [{ N: '1.50' }, { NULL: true }, { BOOL: false }] } } },
      bin: { B: 'cmF3' },
    };
    expect(seen().body).toEqual({ TableName: 't', Item: wire });
    const answer = text({ Item: { z: { SS: ['b', 'a'] }, ...wire, other: { B: '/w==' } } });
    expect(await call('dynamodb:getItem', { TableName: 't', Key: {} }, answer)).toEqual({
      output:
        '{"Item":{"z":{"Ss":["b","a"]},"id":{"S":"1"},"a.b":{"M":{"x":{"L":[{"N":"1.50"},{"Nul":true},{"Bool":false}]}}},' +
        '"bin":{"B":"raw"},"other":{"B":"/w=="}}}',
    });
  });

  test('DynamoDB: a member that is null is not sent; what the service answers to that is the failure', async () => {
    const message = "Value null at 'item' failed to satisfy constraint: Member must not be null";
    const refused = { status: 400, ...text({ __type: 'com.amazon.coral.validate#ValidationException', message }) };
    expect(await call('dynamodb:putItem', { TableName: 't', Item: null }, refused)).toEqual({
      error: 'DynamoDb.DynamoDbException',
      cause: `${message} (Service: DynamoDb, Status Code: 400, Request ID: r-1) (SDK Attempt Count: 1)`,
    });
    expect(seen().body).toEqual({ TableName: 't' });
  });
});

describe('AWS Query', () => {
  test('SNS: structures and lists become a form, members of the answer are found in XML', async () => {
    const answer = xml(
      '<PublishBatchResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishBatchResult><Failed/><Successful>' +
        '<member><Id>1</Id><MessageId>m</MessageId></member></Successful></PublishBatchResult></PublishBatchResponse>',
    );
    const PublishBatchRequestEntries = [{ Id: '1', Message: { a: 1 } }];
    expect(await call('sns:publishBatch', { TopicArn: 't', PublishBatchRequestEntries }, answer)).toEqual({
      output: '{"Failed":[],"Successful":[{"Id":"1","MessageId":"m"}]}',
    });
    expect(seen().body).toEqual({
      Action: 'PublishBatch',
      Version: '2010-03-31',
      TopicArn: 't',
      'PublishBatchRequestEntries.member.1.Id': '1',
      'PublishBatchRequestEntries.member.1.Message': '{"a":1}',
    });
  });

  test('SNS: an error that the API models', async () => {
    const body =
      '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>NotFound</Code>' +
      '<Message>Topic does not exist</Message></Error><RequestId>r-2</RequestId></ErrorResponse>';
    expect(await call('sns:getTopicAttributes', { TopicArn: 't' }, { status: 404, ...xml(body) })).toEqual({
      error: 'Sns.NotFoundException',
      cause: expect.stringMatching(/^Topic does not exist \(Service: Sns, Status Code: 404, Request ID: r-\d\)/),
    });
  });
});

describe('REST with XML: S3', () => {
  test.each<[string, Json, string]>([
    ['a string', 'text', 'text'],
    ['an object', { Dict: 'Value' }, '{"Dict":"Value"}'],
    ['an array', ['List', 1.5], '["List",1.5]'],
    ['a boolean', false, 'false'],
  ])('%s is stored as its text', async (_, Body, stored) => {
    const answer = { headers: { etag: '"e"', 'x-amz-checksum-crc32': 'c' } };
    expect(await call('s3:putObject', { Bucket: 'b', Key: 'a/b', Body }, answer)).toEqual({
      output: '{"ChecksumCRC32":"c","ETag":"\\"e\\""}',
    });
    expect(seen()).toEqual({ method: 'PUT', url: '/b/a/b?x-id=PutObject', body: stored });
    expect(service.seen[0]?.headers['content-type']).toBe('text/plain; charset=UTF-8');
  });

  test('its type is what the parameters say', async () => {
    await call('s3:putObject', { Bucket: 'b', Key: 'k', Body: '<p>', ContentType: 'text/html' });
    expect(service.seen[0]?.headers['content-type']).toBe('text/html');
  });

  const headers = { etag: '"e"', 'last-modified': 'Tue, 14 Nov 2023 22:13:20 GMT', 'x-amz-meta-one': '1' };
  test('what is read is a text, behind the other members', async () => {
    expect(await call('s3:getObject', { Bucket: 'b', Key: 'k' }, { headers, body: 'héllo' })).toEqual({
      output: '{"ETag":"\\"e\\"","LastModified":"2023-11-14T22:13:20.000Z","Metadata":{"one":"1"},"Body":"héllo"}',
    });
  });

  test('what is no text is in base64, what is empty is empty', async () => {
    const read = async (body: string | Uint8Array) => {
      const outcome = await call('s3:getObject', { Bucket: 'b', Key: 'k' }, { body });
      return 'output' in outcome && (JSON.parse(outcome.output) as object);
    };
    expect(await read(Uint8Array.of(0xff, 0xfe))).toEqual({ Metadata: {}, Body: '//4=' });
    expect(await read('')).toEqual({ Metadata: {}, Body: '' });
  });

  test('an object that is larger than the data of a state is read no further', async () => {
    const outcome = await call('s3:getObject', { Bucket: 'b', Key: 'k' }, { body: 'x'.repeat(20_000_000) });
    const { length } = 'output' in outcome ? outcome.output : '';
    expect(length).toBeGreaterThan(262_144);
    expect(length).toBeLessThan(1_000_000);
  });

  test('an error says what S3 says besides', async () => {
    const body = '<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>';
    const ids = { 'x-amz-id-2': 'x-1' };
    expect(await call('s3:getObject', { Bucket: 'b', Key: 'k' }, { status: 404, headers: ids, body })).toEqual({
      error: 'S3.NoSuchKeyException',
      cause:
        'The specified key does not exist. (Service: S3, Status Code: 404, Request ID: r-1, Extended Request ID: x-1) ' +
        '(SDK Attempt Count: 1)',
    });
  });

  test.each([
    ['headObject', { Bucket: 'b', Key: 'k' }, 'S3.NoSuchKeyException'],
    ['headBucket', { Bucket: 'b' }, 'S3.NoSuchBucketException'],
  ])('%s of what is not there fails without words', async (action, parameters, error) => {
    const cause = 'null (Service: S3, Status Code: 404, Request ID: r-1) (SDK Attempt Count: 1)';
    expect(await call(`s3:${action}`, parameters, { status: 404 })).toEqual({ error, cause });
  });
});

describe('REST with JSON: Lambda', () => {
  test('members are in the path, the query and the body', async () => {
    const Policy = text({ StatementId: 's' });
    await call(
      'lambda:addPermission',
      { FunctionName: 'f', Qualifier: 'live', StatementId: 's', Action: 'a', Principal: 'p' },
      Policy,
    );
    expect(seen()).toEqual({
      method: 'POST',
      url: '/2015-03-31/functions/f/policy?Qualifier=live',
      body: { StatementId: 's', Action: 'a', Principal: 'p' },
    });
  });

  test('bytes that are a JSON text are sent as one, and come back as a string', async () => {
    const answer = { headers: { 'x-amz-function-error': 'Unhandled' }, body: '{"errorType":"Boom"}' };
    expect(await call('lambda:invoke', { FunctionName: 'f', Payload: { a: [1] } }, answer)).toEqual({
      output: '{"FunctionError":"Unhandled","Payload":"{\\"errorType\\":\\"Boom\\"}","StatusCode":200}',
    });
    expect(service.seen[0]?.body).toBe('{"a":[1]}');
  });

  test('an error has the name of its header', async () => {
    const headers = { 'x-amzn-errortype': 'ResourceNotFoundException' };
    expect(
      await call('lambda:getFunction', { FunctionName: 'f' }, { status: 404, headers, ...text({ Message: 'No' }) }),
    ).toEqual({
      error: 'Lambda.ResourceNotFoundException',
      cause: 'No (Service: Lambda, Status Code: 404, Request ID: r-1) (SDK Attempt Count: 1)',
    });
  });
});

test('a page of HTML is no answer of a service', async () => {
  expect(await call('secretsmanager:listSecrets', {}, { status: 502, body: '<html>' })).toEqual({
    error: 'SecretsManager.SecretsManagerException',
    cause: expect.stringMatching(
      /^Unexpected token [^\n]* \(Service: SecretsManager, Status Code: 502, Request ID: r-1\)/,
    ),
  });
});

test('a request is sent once, whatever the answer', async () => {
  await call('dynamodb:listTables', {}, { status: 500, ...text({ __type: 'InternalServerError' }) });
  expect(service.seen).toHaveLength(1);
});
