import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbedded, type Embedded } from '../../../lib/adapters/embedded/embedded.ts';

const definition = JSON.stringify({
  StartAt: 'Work',
  States: { Work: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:work', End: true } },
});
const logged: string[] = [];
let folder = '';
let service: Server;
let calls: (() => void)[] = [];
let arrived: () => void = () => undefined;

beforeEach(async () => {
  logged.length = 0;
  calls = [];
  folder = await mkdtemp(join(tmpdir(), 'stepyard-close-'));
  service = createServer((request, response) => {
    request.resume();
    calls.push(() => response.end('"done"'));
    arrived();
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  service.closeAllConnections();
  service.close();
  await rm(folder, { recursive: true, force: true });
});

function start(graceMs: number): Promise<Embedded> {
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  return startEmbedded({
    dataDirectory: folder,
    port: 0,
    graceMs,
    functions: { functions: { work: { url } } },
    log: (line) => logged.push(line),
  });
}

const clientOf = ({ endpoint }: Embedded) =>
  new SFNClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'any', secretAccessKey: 'any' } });

/** Starts an execution and waits until its function has been called. */
async function begin(server: Embedded): Promise<string | undefined> {
  const called = new Promise<void>((resolve) => (arrived = resolve));
  const client = clientOf(server);
  const roleArn = 'arn:aws:iam::000000000000:role/any';
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand({ name: 'M', definition, roleArn }));
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
  await called;
  return executionArn;
}

async function endOf(server: Embedded, executionArn: string | undefined) {
  for (;;) {
    const execution = await clientOf(server).send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status !== 'RUNNING') return execution;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a server that stops takes the answers of the calls under way', async () => {
  const first = await start(20_000);
  const executionArn = await begin(first);
  const closed = first.close();
  calls[0]?.();
  await closed;

  const second = await start(0);
  expect(await endOf(second, executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
  await second.close();
  expect(calls).toHaveLength(1);
  expect(logged).toEqual([]);
});

test('a call that takes too long is cut off: its attempt is lost, and it is not called again', async () => {
  const first = await start(0);
  const executionArn = await begin(first);
  await first.close();

  const second = await start(0);
  expect(await endOf(second, executionArn)).toMatchObject({
    status: 'FAILED',
    error: 'Lambda.ClientExecutionTimeoutException',
  });
  await second.close();
  expect(calls).toHaveLength(1);
  expect(logged).toEqual([]);
});
