import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTaskRunner } from '../../../../lib/adapters/tasks/task-runner.ts';
import type { Json } from '../../../../lib/asl/json.ts';
import { never, taskRequest } from '../task-request.ts';
import { type FakeService, startFakeService } from './fake-service.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const clientFolders = [import.meta.dirname];
let service: FakeService;
beforeAll(async () => {
  service = await startFakeService();
});
afterAll(() => service.close());

type Options = Parameters<typeof createTaskRunner>[0];

async function call(action: string, parameters: Json, options: Options = {}) {
  service.answer({ body: '{}' });
  const findService = () => ({ endpoint: service.endpoint, credentials });
  const runner = createTaskRunner({ findService, clientFolders, ...options });
  return runner.call(taskRequest(`arn:aws:states:::aws-sdk:${action}`, parameters), never());
}

describe('parameters that an action does not take as they are', () => {
  test.each<[string, Json, string]>([
    ['secretsmanager:getSecretValue', {}, "The field 'SecretId' is required but was missing"],
    ['secretsmanager:getSecretValue', { SecretId: 'a', Id: 1 }, 'The field "Id" is not supported by Step Functions'],
    [
      'secretsmanager:getSecretValue',
      { secretId: 'a' },
      'The field \'SecretId\' is required but was missing, The field "secretId" is not supported by Step Functions',
    ],
    ['secretsmanager:getSecretValue', { SecretId: 5 }, "The value of the field 'SecretId' has an invalid format"],
    ['secretsmanager:listSecrets', { MaxResults: '5' }, "The value of the field 'MaxResults' has an invalid format"],
    ['secretsmanager:listSecrets', { MaxResults: 1.5 }, "The value of the field 'MaxResults' has an invalid format"],
    ['dynamodb:scan', { TableName: 't', Limit: 1.5 }, "The value of the field 'Limit' has an invalid format"],
    [
      'lambda:updateFunctionConfiguration',
      { FunctionName: 'f', Timeout: 0.5 },
      "The value of the field 'Timeout' has an invalid format",
    ],
    ['secretsmanager:listSecrets', { Filters: {} }, "The value of the field 'Filters' has an invalid format"],
    ['secretsmanager:listSecrets', { Filters: [{ key: 'a' }] }, 'The field "key" is not supported by Step Functions'],
    [
      'secretsmanager:listSecrets',
      { __proto__: null, constructor: 1 },
      'The field "constructor" is not supported by Step Functions',
    ],
    ['dynamodb:getItem', { TableName: 't', Key: { id: { S: 1 } } }, "The value of the field 'S' has an invalid format"],
  ])('%s %j', async (action, parameters, problem) => {
    const outcome = await call(action, parameters);
    expect(outcome).toEqual({
      error: 'States.Runtime',
      cause: `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${problem}]`,
    });
    expect(service.seen).toEqual([]);
  });

  test('a fraction is sent where an API may have one', async () => {
    const RoutingConfig = { AdditionalVersionWeights: { '2': 0.1 } };
    await call('lambda:updateAlias', { FunctionName: 'f', Name: 'live', RoutingConfig });
    expect(service.seen[0]?.body).toBe(JSON.stringify({ RoutingConfig }));
  });

  test('what is missing within a parameter is for the service to say', async () => {
    await call('secretsmanager:tagResource', { SecretId: 's', Tags: [{ Value: 'v' }] });
    expect(service.seen[0]?.body).toBe('{"SecretId":"s","Tags":[{"Value":"v"}]}');
    await call('dynamodb:batchGetItem', { RequestItems: { t: {} } });
    expect(service.seen[0]?.body).toBe('{"RequestItems":{"t":{}}}');
  });

  test('the API’s own spelling is understood, if it begins with a capital', async () => {
    await call('lambda:publishLayerVersion', { Layername: 'l', Content: { S3bucket: 'b' } });
    expect(service.seen[0]).toMatchObject({
      url: '/2018-10-31/layers/l/versions',
      body: '{"Content":{"S3Bucket":"b"}}',
    });
  });
});

describe('what cannot be called fails by name', () => {
  test.each([
    ['rds:describeDBInstances', 'npm install @aws-sdk/client-rds'],
    ['cognitoidentity:getId', 'npm install @aws-sdk/client-cognito-identity'],
    ['nobody:knows', 'npm install @aws-sdk/client-nobody'],
  ])('%s, for which there is no client: %s', async (action, command) => {
    const [name] = action.split(':');
    expect(await call(action, {}, { clientFolders: [tmpdir()] })).toEqual({
      error: 'Stepyard.SdkClientNotInstalled',
      cause: `The AWS SDK client for '${name}' is not installed. Run: ${command}`,
    });
  });

  test.each([
    ['s3:fly', 'The service has no such action.'],
    ['s3:getobject', "The service has no such action. Did you mean 'getObject'?"],
    ['s3:constructor', 'The service has no such action.'],
    ['s3:selectObjectContent', 'Step Functions does not support actions that stream.'],
    ['lambda:invokeWithResponseStream', 'Step Functions does not support actions that stream.'],
    ['cloudwatchlogs:startLiveTail', 'Step Functions does not support actions that stream.'],
  ])('%s: %s', async (action, reason) => {
    expect(await call(action, {})).toEqual({
      error: 'Stepyard.IntegrationNotSupported',
      cause: `Stepyard cannot call 'aws-sdk:${action}'. ${reason}`,
    });
  });

  test.each([
    ['s3:listBuckets', 'AWS_ENDPOINT_URL_S3'],
    ['secretsmanager:listSecrets', 'AWS_ENDPOINT_URL_SECRETS_MANAGER'],
    ['cloudwatchlogs:describeLogGroups', 'AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'],
  ])('%s without an endpoint: set %s', async (action, variable) => {
    expect(await call(action, {}, { findService: () => undefined })).toEqual({
      error: 'Stepyard.ServiceNotConfigured',
      cause: expect.stringContaining(`Set ${variable}, or AWS_ENDPOINT_URL for all services,`),
    });
  });
});

describe('a client that is no use', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stepyard-old-client-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const install = (name: string, code: string): void => {
    const path = join(folder, 'node_modules', '@aws-sdk', name);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'index.js'), code);
  };

  test.each([
    ['old', 'exports.FlyCommand = class {};', 'is too old, it does not describe its API'],
    ['broken', "throw new Error('half of it');", 'cannot be loaded, half of it'],
  ])('is named with its folder: an %s one', async (name, code, reason) => {
    install(`client-${name}`, code);
    const path = join(folder, 'node_modules', '@aws-sdk', `client-${name}`);
    expect(await call(`${name}:fly`, {}, { clientFolders: [folder] })).toEqual({
      error: 'Stepyard.SdkClientNotSupported',
      cause: `The AWS SDK client in ${path} ${reason}. Run: npm install @aws-sdk/client-${name}@latest`,
    });
  });
});

describe('a client that lets a parameter say where the request goes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stepyard-detour-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('sends nothing there', async () => {
    const modules = join(folder, 'node_modules');
    const client = join(modules, '@aws-sdk', 'client-detour');
    mkdirSync(client, { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules', '@smithy'), join(modules, '@smithy'));
    const real = createRequire(import.meta.url).resolve('@aws-sdk/client-secrets-manager');
    const code = `
      const real = require(${JSON.stringify(real)});
      const detour = (next) => ({ request, ...rest }) => next({ ...rest, request: { ...request, hostname: 'evil.test' } });
      class SecretsManagerClient extends real.SecretsManagerClient {
        constructor(configuration) {
          super(configuration);
          this.middlewareStack.add(detour, { step: 'build' });
        }
      }
      module.exports = { ...real, SecretsManagerClient };`;
    writeFileSync(join(client, 'index.js'), code);
    expect(await call('detour:listSecrets', {}, { clientFolders: [folder] })).toEqual({
      error: 'SecretsManager.SdkClientException',
      cause: "The parameters lead to 'evil.test', which is no host of the service",
    });
    expect(service.seen).toEqual([]);
  });
});

describe('what belongs to Stepyard itself is closed to tasks, wherever it is named', () => {
  const ownResources = ['stepyard-dev-Table-1X', 'stepyard-dev-TurnQueue-2Y'];
  const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/stepyard-dev-Table-1X';

  test.each<[string, Json, string]>([
    ['dynamodb:scan', { TableName: 'stepyard-dev-Table-1X' }, 'DynamoDb'],
    ['dynamodb:batchGetItem', { RequestItems: { 'stepyard-dev-Table-1X': { Keys: [] } } }, 'DynamoDb'],
    ['dynamodb:executeStatement', { Statement: 'SELECT * FROM "stepyard-dev-Table-1X"' }, 'DynamoDb'],
    ['dynamodb:transactWriteItems', { TransactItems: [{ Delete: { TableName: table, Key: {} } }] }, 'DynamoDb'],
    ['dynamodb:exportTableToPointInTime', { TableArn: table, S3Bucket: 'b' }, 'DynamoDb'],
    ['sqs:receiveMessage', { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/stepyard-dev-TurnQueue-2Y' }, 'Sqs'],
    ['sqs:purgeQueue', { QueueUrl: 'https://sqs/1/%zz%73tepyard-dev-TurnQueue-2Y' }, 'Sqs'],
  ])('%s %j', async (action, parameters, prefix) => {
    expect(await call(action, parameters, { ownResources })).toEqual({
      error: `${prefix}.${prefix}Exception`,
      cause: expect.stringMatching(
        /^The parameters name what is kept for Stepyard itself.* Status Code: 400, Request ID: /,
      ),
    });
    expect(service.seen).toEqual([]);
  });

  test('other tables are not', async () => {
    expect(await call('dynamodb:scan', { TableName: 'orders' }, { ownResources })).toEqual({ output: '{}' });
  });
});

describe('where a request goes', () => {
  test('it is signed for the region of the execution, and goes to no host that it names', async () => {
    await call('sqs:sendMessage', { QueueUrl: 'http://127.0.0.1:1/1/q', MessageBody: 'x' });
    expect(service.seen[0]?.headers.authorization).toContain('/eu-west-1/sqs/aws4_request');
  });

  test('a service that is not there fails as when it cannot be reached', async () => {
    const findService = () => ({ endpoint: 'http://127.0.0.1:1', credentials });
    expect(await call('dynamodb:listTables', {}, { findService })).toEqual({
      error: 'DynamoDb.SdkClientException',
      cause: 'Unable to execute HTTP request: connect ECONNREFUSED 127.0.0.1:1 (SDK Attempt Count: 1)',
    });
  });

  test('a request that cannot be written is not sent', async () => {
    expect(await call('s3:getObject', { Bucket: 'b', Key: null })).toEqual({
      error: 'S3.SdkClientException',
      cause: expect.stringContaining('Key'),
    });
    expect(service.seen).toEqual([]);
  });
});

test('a lost call fails with the name that the service’s errors have', () => {
  const runner = createTaskRunner({ clientFolders });
  expect(runner.lostError('arn:aws:states:::aws-sdk:dynamodb:putItem').error).toBe('DynamoDb.SdkClientException');
  expect(runner.lostError('arn:aws:states:::aws-sdk:nobody:knows').error).toBe('Nobody.SdkClientException');
});
