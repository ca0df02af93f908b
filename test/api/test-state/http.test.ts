import { SFNClient, TestStateCommand, type TestStateCommandInput } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbedded, type Embedded } from '../../../lib/adapters/embedded/embedded.ts';
import { NO_PARAMETERS } from '../../../lib/adapters/tasks/http/connection.ts';
import { startApi } from '../../adapters/tasks/http/api-server.ts';
import { ROLE } from '../harness.ts';

let server: Embedded;
let client: SFNClient;
let api: Awaited<ReturnType<typeof startApi>>;

beforeAll(async () => {
  api = await startApi(({ url }) => (url === '/gone' ? { status: 410, body: 'gone' } : { body: '{"ok":true}' }));
  const authorization = { type: 'API_KEY', name: 'x-key', value: 'secret' } as const;
  const connections = { api: { ...NO_PARAMETERS, authorization } };
  server = await startEmbedded({ port: 0, connections: { connections }, log: () => undefined });
  client = new SFNClient({
    endpoint: server.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    disableHostPrefix: true,
  });
});
afterAll(async () => {
  client.destroy();
  await server.close();
  await api.close();
});

function tested(path: string, options: Partial<TestStateCommandInput>) {
  const definition = {
    Type: 'Task',
    Resource: 'arn:aws:states:::http:invoke',
    Parameters: {
      ApiEndpoint: `${api.url}${path}`,
      Method: 'GET',
      Headers: { 'x-mine': '1' },
      Authentication: { ConnectionArn: 'arn:aws:events:eu-west-1:123456789012:connection/api/0f' },
    },
    End: true,
  };
  return client.send(
    new TestStateCommand({ definition: JSON.stringify(definition), roleArn: ROLE, input: '{}', ...options }),
  );
}

test('TRACE shows what an HTTP Task sent and got, but not what its connection added', async () => {
  const { status, inspectionData } = await tested('/', { inspectionLevel: 'TRACE' });
  expect(status).toBe('SUCCEEDED');
  expect(inspectionData?.request).toEqual({
    protocol: 'http',
    method: 'GET',
    url: `${api.url}/`,
    headers: '[x-mine: 1, User-Agent: Amazon|StepFunctions|HttpInvoke|eu-west-1, Range: bytes=0-262144]',
  });
  expect(inspectionData?.response).toMatchObject({ statusCode: '200', statusMessage: 'OK', body: '{"ok":true}' });
});

test('revealSecrets shows that as well', async () => {
  const { inspectionData } = await tested('/', { inspectionLevel: 'TRACE', revealSecrets: true });
  expect(inspectionData?.request?.headers).toContain('x-key: secret');
});

test('DEBUG shows no exchange', async () => {
  const { inspectionData } = await tested('/', { inspectionLevel: 'DEBUG' });
  expect(inspectionData).not.toHaveProperty('request');
});

test('a status of 400 and more fails the state, and is shown', async () => {
  const answer = await tested('/gone', { inspectionLevel: 'TRACE' });
  expect(answer).toMatchObject({ status: 'FAILED', error: 'States.Http.StatusCode.410', cause: 'gone' });
  expect(answer.inspectionData?.response?.statusCode).toBe('410');
});
