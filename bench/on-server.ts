import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callsPerSecond, createClient, type Client } from './client.ts';
import { startBareServer, startServer, type Server } from './server.ts';
import type { Workload } from './workloads.ts';

/** Callers at once, each with a connection of its own. */
export const CLIENTS = 16;
const SECONDS = 5;
const ROLE = 'arn:aws:iam::000000000000:role/bench';

/** Does something to a server on the durable store that nobody else uses. */
export async function onServer<T>(work: (client: Client, server: Server) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'stepyard-bench-'));
  try {
    return await onServerOf(directory, work);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** The same on a data folder that is there, and stays. */
export async function onServerOf<T>(
  directory: string,
  work: (client: Client, server: Server) => Promise<T>,
): Promise<T> {
  const server = await startServer(['--data', directory]);
  const client = createClient(server.port, CLIENTS);
  try {
    return await work(client, server);
  } finally {
    client.close();
    await server.stop();
  }
}

/** Requests per second of one action, when every caller waits for its answer. */
export function requestsPerSecond(client: Client, action: string, input: () => object): Promise<number> {
  return callsPerSecond(CLIENTS, SECONDS, () => client.send(action, input()));
}

/** The same of a server that does nothing: what HTTP itself costs here. */
export async function bareRequestsPerSecond(): Promise<number> {
  const server = await startBareServer();
  const client = createClient(server.port, CLIENTS);
  const value = await requestsPerSecond(client, 'Nothing', () => ({ input: '{}' }));
  client.close();
  await server.stop();
  return value;
}

export async function createStateMachine(
  client: Client,
  { definition, type = 'STANDARD' }: Pick<Workload, 'definition' | 'type'>,
): Promise<string> {
  const request = { name: 'bench', definition: JSON.stringify(definition), roleArn: ROLE, type };
  return String((await client.call('CreateStateMachine', request))['stateMachineArn']);
}
