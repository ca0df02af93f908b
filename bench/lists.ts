import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../lib/adapters/sqlite/database.ts';
import { createSqliteExecutionStore } from '../lib/adapters/sqlite/execution-store.ts';
import type { Execution } from '../lib/ports/execution-store.ts';
import type { Client } from './client.ts';
import { createStateMachine, onServerOf } from './on-server.ts';
import { best, type Figure } from './report.ts';
import { workloads } from './workloads.ts';

const FEW = 1_000;
const MANY = 200_000;
const PAGES = 200;
const BATCH = 1_000;

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:bench';
const VERSION = `${MACHINE}:1`;
const ALIAS = `${MACHINE}:LIVE`;

const cases = [
  ['100 items', { stateMachineArn: MACHINE }],
  ['1,000 items', { stateMachineArn: MACHINE, maxResults: 1_000 }],
  ['statusFilter, one in 100', { stateMachineArn: MACHINE, statusFilter: 'FAILED', maxResults: 10 }],
  ['of a version, one in 100', { stateMachineArn: VERSION, maxResults: 10 }],
  ['of an alias and statusFilter', { stateMachineArn: ALIAS, statusFilter: 'FAILED', maxResults: 10 }],
] as const;

interface Lists {
  /** Milliseconds for a page of each case. */
  readonly times: readonly number[];
  readonly memory: number;
}

/** Pages of ListExecutions, one after the other, with many executions in the store beside few. */
export async function measureLists(): Promise<readonly Figure[]> {
  const few = await listsOf(FEW);
  const many = await listsOf(MANY);
  const figures = cases.map(([name], place): Figure => ({
    name: `ListExecutions of ${MANY.toLocaleString('en')}, ${name}`,
    value: many.times[place] ?? NaN,
    unit: 'ms',
    against: { name: `of ${FEW.toLocaleString('en')}`, value: few.times[place] ?? NaN },
  }));
  const memory = {
    name: `memory, ${MANY.toLocaleString('en')} executions stored`,
    value: many.memory,
    unit: 'MB',
    against: { name: `${FEW.toLocaleString('en')} stored`, value: few.memory },
  };
  return [...figures, memory];
}

async function listsOf(executions: number): Promise<Lists> {
  const directory = await mkdtemp(join(tmpdir(), 'stepyard-bench-'));
  await fill(directory, executions);
  const lists = await onServerOf(directory, async (client, server) => {
    await createStateMachine(client, workloads.onePass);
    await client.call('PublishStateMachineVersion', { stateMachineArn: MACHINE });
    const routingConfiguration = [{ stateMachineVersionArn: VERSION, weight: 100 }];
    await client.call('CreateStateMachineAlias', { name: 'LIVE', routingConfiguration });
    const times: number[] = [];
    for (const [, request] of cases) times.push(1 / (await best(3, () => pagesPerMillisecond(client, request))));
    return { times, memory: await server.rss() };
  });
  await rm(directory, { recursive: true });
  return lists;
}

async function pagesPerMillisecond(client: Client, request: object): Promise<number> {
  const start = performance.now();
  for (let page = 0; page < PAGES; page += 1) await client.send('ListExecutions', request);
  return PAGES / (performance.now() - start);
}

/** Puts executions of one state machine into a store, started one a millisecond until now. */
async function fill(directory: string, executions: number): Promise<void> {
  const database = openSqlite(directory);
  const store = createSqliteExecutionStore(database);
  const events = { firstId: 1, lastId: 4, text: '{"time":0,"texts":[],"events":[]}' };
  const start = Date.now() - executions;
  for (let first = 0; first < executions; first += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, executions - first) }, (_, index) => first + index);
    await Promise.all(numbers.map((number) => store.create(executionOf(number, start + number), events)));
  }
  await database.close();
}

/** One in 100 has failed, and it is these that were started by the alias. */
function executionOf(number: number, startDate: number): Execution {
  const failed = number % 100 === 0;
  const name = `run-${number}`;
  return {
    record: {
      executionArn: `${MACHINE.replace('stateMachine', 'execution')}:${name}`,
      stateMachineArn: MACHINE,
      ...(failed ? { stateMachineVersionArn: VERSION, stateMachineAliasArn: ALIAS } : {}),
      name,
      revision: '00000000-0000-4000-8000-000000000000',
      input: '{"order":"a-1"}',
      startDate,
    },
    head: {
      version: 1,
      nonce: name,
      status: failed ? 'FAILED' : 'SUCCEEDED',
      stopDate: startDate + 1,
      ...(failed ? { error: 'Broken' } : { output: '{"order":"a-1"}' }),
      redriveCount: 0,
      snapshot: '',
      lastEventId: 4,
    },
  };
}
