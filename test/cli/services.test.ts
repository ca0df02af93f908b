import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLocalSqs, type LocalSqs } from '../support/servers/fauxqs.ts';
import { buildCommand, stepyard } from './command.ts';

buildCommand();

let folder: string;
let sqs: LocalSqs;
beforeAll(async () => {
  sqs = await startLocalSqs();
  folder = await mkdtemp(join(tmpdir(), 'stepyard-services-'));
  const Arguments = { QueueUrl: sqs.queueUrl, MessageBody: { id: 7 } };
  const Send = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Arguments, Output: 'sent', End: true };
  const definition = { QueryLanguage: 'JSONata', StartAt: 'Send', States: { Send } };
  await writeFile(join(folder, 'send.asl.json'), JSON.stringify(definition));
});
afterAll(async () => {
  await sqs.close();
  await rm(folder, { recursive: true, force: true });
});

test('a task sends to the SQS at AWS_ENDPOINT_URL_SQS', async () => {
  const variables = { AWS_ENDPOINT_URL_SQS: sqs.endpoint };
  const { stdout, exitCode } = await stepyard(['run', 'send.asl.json'], folder, variables);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('"sent"') });
  const { Messages = [] } = await sqs.client.send(new ReceiveMessageCommand({ QueueUrl: sqs.queueUrl }));
  expect(Messages.map(({ Body }) => Body)).toEqual(['{"id":7}']);
});

test('without that variable it fails, and says so', async () => {
  const { stdout, stderr, exitCode } = await stepyard(['run', 'send.asl.json'], folder);
  expect(exitCode).toBe(1);
  expect(stdout + stderr).toContain('Stepyard.ServiceNotConfigured');
});
