import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  ListStateMachineVersionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbedded, type Embedded } from '../../lib/adapters/embedded/embedded.ts';
import { ACCOUNT, ROLE } from './harness.ts';

let folder: string;
let embedded: Embedded;
let client: SFNClient;
const logged: string[] = [];

async function restart(): Promise<void> {
  embedded = await startEmbedded({ port: 0, dataDirectory: folder, log: (line) => logged.push(line) });
  client = new SFNClient({
    endpoint: embedded.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'x' },
    maxAttempts: 1,
  });
}

async function stop(): Promise<void> {
  client.destroy();
  await embedded.close();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepyard-deletion-'));
  await restart();
});
afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true });
  expect(logged).toEqual([]);
});

const definition = JSON.stringify({
  StartAt: 'Soon',
  States: {
    Soon: { Type: 'Wait', Seconds: 3, Next: 'Never' },
    Never: { Type: 'Wait', Seconds: 100_000, End: true },
  },
});
const machine = { name: 'orders', definition, roleArn: ROLE, publish: true };

test('a machine with an execution is going until that has ended, across a restart, and leaves nothing behind', async () => {
  const { stateMachineArn, stateMachineVersionArn } = await client.send(new CreateStateMachineCommand(machine));
  const { stateMachineAliasArn } = await client.send(
    new CreateStateMachineAliasCommand({
      name: 'PROD',
      routingConfiguration: [{ stateMachineVersionArn, weight: 100 }],
    }),
  );
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
  await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
  await client.send(new DeleteStateMachineCommand({ stateMachineArn }));

  for (const ask of [
    () => client.send(new StartExecutionCommand({ stateMachineArn })),
    () => client.send(new StartExecutionCommand({ stateMachineArn: stateMachineAliasArn })),
    () => client.send(new CreateStateMachineCommand(machine)),
  ]) {
    await expect(ask()).rejects.toMatchObject({ name: 'StateMachineDeleting' });
  }
  await stop();
  await restart();
  expect(await client.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({ status: 'DELETING' });

  const status = async () => (await client.send(new DescribeExecutionCommand({ executionArn }))).status;
  await expect.poll(status, { timeout: 20_000, interval: 100 }).toBe('ABORTED');
  const gone = { name: 'StateMachineDoesNotExist' };
  await expect(client.send(new DescribeStateMachineCommand({ stateMachineArn }))).rejects.toMatchObject(gone);
  await expect(
    client.send(new DescribeStateMachineCommand({ stateMachineArn: stateMachineVersionArn })),
  ).rejects.toMatchObject(gone);
  await expect(client.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }))).rejects.toMatchObject({
    name: 'ResourceNotFound',
  });
  expect((await client.send(new ListStateMachinesCommand({}))).stateMachines).toEqual([]);

  await client.send(new CreateStateMachineCommand({ ...machine, publish: false }));
  const { stateMachineVersions } = await client.send(new ListStateMachineVersionsCommand({ stateMachineArn }));
  expect(stateMachineVersions).toEqual([]);
});
