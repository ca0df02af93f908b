import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Embedded, startEmbedded } from '../../../../lib/adapters/embedded/embedded.ts';
import { type FakeService, startFakeService } from './fake-service.ts';

const credentials = { accessKeyId: '111122223333', secretAccessKey: 'test' };
let service: FakeService;
let server: Embedded;
let client: SFNClient;
beforeAll(async () => {
  service = await startFakeService();
  const findService = (name: string) =>
    name === 'SECRETS_MANAGER' ? { endpoint: service.endpoint, credentials } : undefined;
  server = await startEmbedded({ port: 0, findService, log: () => undefined });
  client = new SFNClient({ endpoint: server.endpoint, region: 'eu-west-1', credentials });
});
afterAll(async () => {
  client.destroy();
  await server.close();
  await service.close();
});

async function start(resource: string, Parameters: object): Promise<string> {
  const Only = { Type: 'Task', Resource: `arn:aws:states:::aws-sdk:${resource}`, Parameters, End: true };
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({
      name: crypto.randomUUID(),
      definition: JSON.stringify({ StartAt: 'Only', States: { Only } }),
      roleArn: 'arn:aws:iam::111122223333:role/r',
    }),
  );
  const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn }));
  return executionArn;
}

async function ended(executionArn: string) {
  for (;;) {
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (described.status !== 'RUNNING') return described;
    await new Promise(setImmediate);
  }
}

const events = async (executionArn: string) => {
  const { events: all = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
  return all;
};

test('a callback: the history shows the parameters, the answer of the service, and what the callback brought', async () => {
  service.answer({ body: '{"ARN":"arn:s","Name":"n"}' });
  const parameters = { SecretId: 'n', 'Description.$': '$$.Task.Token' };
  const executionArn = await start('secretsmanager:updateSecret.waitForTaskToken', parameters);
  while (service.seen.length === 0) await new Promise(setImmediate);
  const sent = JSON.parse(service.seen[0]?.body ?? '') as { readonly Description: string };
  await client.send(new SendTaskSuccessCommand({ taskToken: sent.Description, output: '"called back"' }));
  expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"called back"' });

  const resourceType = 'aws-sdk:secretsmanager';
  const resource = 'updateSecret.waitForTaskToken';
  const history = await events(executionArn);
  expect(history.find(({ type }) => type === 'TaskScheduled')?.taskScheduledEventDetails).toEqual({
    resourceType,
    resource,
    region: 'eu-west-1',
    parameters: JSON.stringify({ SecretId: 'n', Description: sent.Description }),
  });
  expect(history.find(({ type }) => type === 'TaskSubmitted')?.taskSubmittedEventDetails).toEqual({
    resourceType,
    resource,
    output: '{"Arn":"arn:s","Name":"n"}',
    outputDetails: { truncated: false },
  });
});

test('a failure has the name that Java’s SDK has for it', async () => {
  service.answer({
    status: 400,
    body: '{"__type":"ResourceNotFoundException","Message":"Secrets Manager can’t find it."}',
  });
  const executionArn = await start('secretsmanager:getSecretValue', { SecretId: 'n' });
  expect(await ended(executionArn)).toMatchObject({
    status: 'FAILED',
    error: 'SecretsManager.ResourceNotFoundException',
    cause: expect.stringMatching(
      /^Secrets Manager can’t find it\. \(Service: SecretsManager, Status Code: 400, Request ID: r-1\)/,
    ),
  });
});

test('an object that is larger than the data of a state fails with States.DataLimitExceeded', async () => {
  service.answer({ body: JSON.stringify({ SecretString: 'x'.repeat(300_000) }) });
  const executionArn = await start('secretsmanager:getSecretValue', { SecretId: 'n' });
  expect(await ended(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
});

test('a service that nobody configured is not called', async () => {
  const executionArn = await start('dynamodb:listTables', {});
  expect(await ended(executionArn)).toMatchObject({ status: 'FAILED', error: 'Stepyard.ServiceNotConfigured' });
});
