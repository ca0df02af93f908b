import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateStateMachineCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbedded, type Embedded } from '../../../lib/adapters/embedded/embedded.ts';

interface Entry {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

const DEFINITION = '{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}';
const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
let folder = '';
let bus: Server;
let isGone = false;
let told: Entry[] = [];
let logged: string[] = [];

beforeEach(async () => {
  [isGone, told, logged] = [false, [], []];
  folder = await mkdtemp(join(tmpdir(), 'stepyard-events-'));
  bus = createServer((request, response) => {
    const body: Buffer[] = [];
    request.on('data', (chunk: Buffer) => body.push(chunk));
    request.on('end', () => {
      if (isGone) {
        response.writeHead(400).end('{"__type":"InternalException"}');
        return;
      }
      const { Entries } = JSON.parse(Buffer.concat(body).toString('utf8')) as { readonly Entries: readonly Entry[] };
      told.push(...Entries);
      response.end(JSON.stringify({ FailedEntryCount: 0, Entries: Entries.map((_, EventId) => ({ EventId })) }));
    });
  });
  await new Promise<void>((resolve) => bus.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  bus.closeAllConnections();
  bus.close();
  await rm(folder, { recursive: true, force: true });
});

function start(): Promise<Embedded> {
  const endpoint = `http://127.0.0.1:${(bus.address() as AddressInfo).port}`;
  const statusEvents = { endpoint, credentials };
  return startEmbedded({ dataDirectory: folder, port: 0, statusEvents, log: (line) => logged.push(line) });
}

async function execute({ endpoint }: Embedded): Promise<void> {
  const client = new SFNClient({ endpoint, region: 'us-east-1', credentials });
  const roleArn = 'arn:aws:iam::000000000000:role/any';
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({ name: 'm', definition: DEFINITION, roleArn }),
  );
  await client.send(new StartExecutionCommand({ stateMachineArn }));
}

const statuses = () => told.map(({ Detail }) => (JSON.parse(Detail) as { status: string }).status);

test('a server that stops has told what has happened', async () => {
  const server = await start();
  await execute(server);
  await server.close();
  expect(statuses()).toEqual(['RUNNING', 'SUCCEEDED']);
  expect(told[0]).toMatchObject({ Source: 'aws.states', DetailType: 'Step Functions Execution Status Change' });
  expect(logged).toEqual([]);
});

test('what EventBridge has not taken is told by the next server, once', async () => {
  isGone = true;
  const first = await start();
  await execute(first);
  await first.close();
  expect(statuses()).toEqual([]);
  expect(logged).toEqual([expect.stringContaining('are sent again later')]);

  isGone = false;
  const second = await start();
  while (told.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  await second.close();
  const third = await start();
  await third.close();
  expect(statuses()).toEqual(['RUNNING', 'SUCCEEDED']);
});
