import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callsPerSecond, createClient, type Client } from './client.ts';
import type { Figure } from './report.ts';
import { startBareServer, startServer } from './server.ts';
import { workloads, type Workload } from './workloads.ts';

const CLIENTS = 16;
const SECONDS = 5;
const ROLE = 'arn:aws:iam::000000000000:role/bench';

/** StartExecution over HTTP on the durable store, 16 clients at once, beside a server that does nothing. */
export async function measureHttp(): Promise<readonly Figure[]> {
  const bare = await bareCallsPerSecond();
  const figures: Figure[] = [{ name: 'HTTP, a server that does nothing', value: bare, unit: 'requests/s' }];
  const cases = [
    ['ten Pass states', workloads.tenPass],
    ['Parallel of ten branches', workloads.parallel],
    ['inline Map of 100 items', workloads.map],
    ['Choice loop with States.MathAdd', workloads.choiceLoop],
  ] as const;
  for (const [name, workload] of cases) {
    const executions = await executionsPerSecond(workload);
    figures.push(
      { name: `HTTP, durable, ${name}`, value: executions * workload.transitions, unit: 'transitions/s' },
      {
        name: `HTTP, durable, ${name}`,
        value: executions,
        unit: 'executions/s',
        against: { name: 'doing nothing', value: bare },
      },
    );
  }
  return figures;
}

async function bareCallsPerSecond(): Promise<number> {
  const server = await startBareServer();
  const client = createClient(server.port, CLIENTS);
  const value = await callsPerSecond(CLIENTS, SECONDS, () => client.call('Nothing', { input: '{}' }));
  client.close();
  await server.stop();
  return value;
}

async function executionsPerSecond({ definition, input }: Workload): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'stepyard-bench-'));
  const server = await startServer(['--data', directory]);
  const client = createClient(server.port, CLIENTS);
  const stateMachineArn = await createStateMachine(client, definition);
  const request = { stateMachineArn, input: JSON.stringify(input) };
  const value = await callsPerSecond(CLIENTS, SECONDS, () => client.call('StartExecution', request));
  client.close();
  await server.stop();
  await rm(directory, { recursive: true });
  return value;
}

export async function createStateMachine(client: Client, definition: object): Promise<unknown> {
  const request = { name: 'bench', definition: JSON.stringify(definition), roleArn: ROLE };
  return (await client.call('CreateStateMachine', request))['stateMachineArn'];
}
