import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awsSdkIntegration } from '../../../../lib/adapters/tasks/aws-sdk/aws-sdk-integration.ts';
import { createSdkClients } from '../../../../lib/adapters/tasks/aws-sdk/sdk-clients.ts';
import type { Json } from '../../../../lib/asl/json.ts';
import { never, taskRequest } from '../task-request.ts';

let answer: (response: ServerResponse) => void;
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-length': 1_000, 'x-amzn-requestid': 'r-1' });
    answer(response);
  });
});
let endpoint = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function call(service: string, action: string, parameters: Json, deadlineMs?: number) {
  const clients = createSdkClients({
    findService: () => ({ endpoint, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }),
    clientFolders: [import.meta.dirname],
  });
  const options = { clients, ownResources: [], ...(deadlineMs !== undefined && { deadlineMs }) };
  const request = taskRequest(`arn:aws:states:::aws-sdk:${service}:${action}`, parameters);
  return awsSdkIntegration(service, action, options).call(request, never());
}

const CALLS: readonly (readonly [service: string, action: string, parameters: Json, prefix: string])[] = [
  ['dynamodb', 'listTables', {}, 'DynamoDb'],
  ['s3', 'getObject', { Bucket: 'b', Key: 'k' }, 'S3'],
  ['s3', 'listBuckets', {}, 'S3'],
  ['sns', 'listTopics', {}, 'Sns'],
];

test.each(CALLS)(
  'an answer of %s:%s that breaks off is a broken connection',
  async (service, action, input, prefix) => {
    answer = (response) => response.write('{"a":', () => response.destroy());
    expect(await call(service, action, input)).toEqual({
      error: `${prefix}.SdkClientException`,
      cause: expect.stringMatching(/^Unable to execute HTTP request: .*\(SDK Attempt Count: 1\)$/),
    });
  },
);

test.each(CALLS)(
  'an answer of %s:%s that never comes to its end is given up',
  async (service, action, input, prefix) => {
    answer = (response) => response.write('{"a":');
    expect(await call(service, action, input, 300)).toEqual({
      error: `${prefix}.SdkClientException`,
      cause: expect.stringMatching(/^Unable to execute HTTP request: .*abort/),
    });
  },
);

test('an answer that says yes and is no answer of the service is none', async () => {
  answer = (response) => response.end('<html>'.padEnd(1_000));
  expect(await call('dynamodb', 'listTables', {})).toEqual({
    error: 'DynamoDb.SdkClientException',
    cause: expect.stringMatching(/^Unexpected token [^\n]*$/),
  });
});
