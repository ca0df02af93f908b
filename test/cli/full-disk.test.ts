import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOn } from '../../lib/adapters/embedded/embedded.ts';
import type { Embedded } from '../../lib/adapters/embedded/embedded.ts';
import { openSqlite } from '../../lib/adapters/sqlite/database.ts';
import type { SqliteDatabase } from '../../lib/adapters/sqlite/database.ts';
import { createSqliteRetention } from '../../lib/adapters/sqlite/execution-retention.ts';
import { createSqliteExecutionStore } from '../../lib/adapters/sqlite/execution-store.ts';
import { createSqliteResourceStore } from '../../lib/adapters/sqlite/resource-store.ts';
import { startFunctionEndpoint } from '../support/crash/function-endpoint.ts';
import type { FunctionEndpoint } from '../support/crash/function-endpoint.ts';
import { patientClient } from '../support/crash/patient-client.ts';
import { child, ITEMS, parent } from '../support/crash/workload.ts';

const EXECUTIONS = 20;

let folder = '';
let database: SqliteDatabase;
let server: Embedded;
let functions: FunctionEndpoint;
const tokens: string[] = [];
const complaints: string[] = [];
const api = patientClient(() => server.endpoint);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepyard-full-disk-'));
  functions = await startFunctionEndpoint({ quick: 0, asked: 100, slow: 300 }, ({ token }) => {
    if (token !== undefined) tokens.push(token);
  });
  database = openSqlite(folder);
  const urls = ['quick', 'asked', 'slow'].map((name) => [name, { url: `${functions.url}/${name}` }] as const);
  server = await startOn(
    {
      executions: createSqliteExecutionStore(database),
      retention: createSqliteRetention(database),
      resources: createSqliteResourceStore(database),
      close: () => database.close(),
    },
    {
      port: 0,
      functions: { functions: Object.fromEntries(urls) },
      log: (line) => complaints.push(line),
    },
  );
});
afterAll(async () => {
  await server.close();
  functions.close();
  await rm(folder, { recursive: true, force: true });
});

/** The database may not become larger than it is, and has no room left; or it may grow again. */
function setDisk(state: 'full' | 'free'): void {
  database.connection.exec(`PRAGMA max_page_count = ${state === 'full' ? 1 : 1_000_000}`);
}

async function createMachine(name: string, definition: object): Promise<string> {
  const roleArn = 'arn:aws:iam::000000000000:role/any';
  const created = await api.ask('CreateStateMachine', { name, roleArn, definition: JSON.stringify(definition) });
  return String(created['stateMachineArn']);
}

async function statuses(stateMachineArn: string): Promise<ReadonlySet<string>> {
  const { executions } = await api.ask('ListExecutions', { stateMachineArn, maxResults: 1000 });
  return new Set((executions as readonly { readonly status: string }[]).map(({ status }) => status));
}

test('a full disk stops nothing for good: requests are answered, and executions go on when there is space', async () => {
  const childArn = await createMachine('Child', child);
  const stateMachineArn = await createMachine('Parent', parent(childArn));
  const input = JSON.stringify({ items: Array.from({ length: ITEMS }, (_, index) => index) });
  const start = (name: string) => api.call('StartExecution', { stateMachineArn, name, input });
  const started = await Promise.all(Array.from({ length: EXECUTIONS }, (_, index) => start(`execution-${index}`)));
  expect(new Set(started.map(({ status }) => status))).toEqual(new Set([200]));

  await functions.called(EXECUTIONS * 2);
  setDisk('full');
  const large = {
    name: 'Large',
    roleArn: 'arn:aws:iam::000000000000:role/any',
    definition: `{"Comment":"${'x'.repeat(500_000)}","StartAt":"A","States":{"A":{"Type":"Succeed"}}}`,
  };
  expect(await api.call('CreateStateMachine', large)).toMatchObject({
    status: 503,
    body: { __type: 'ServiceUnavailable', message: 'The store is not available.' },
  });
  const refused = await Promise.all(Array.from({ length: 100 }, (_, index) => start(`refused-${index}`)));
  expect(refused.map(({ status }) => status)).toContain(503);
  const unanswered = await Promise.all(
    tokens
      .splice(0)
      .map(async (taskToken) => ({ taskToken, ...(await api.call('SendTaskSuccess', { taskToken, output: '1' })) })),
  );
  for (const { status } of unanswered) expect([200, 503]).toContain(status);
  // Calls end, timers fire and children end meanwhile, and nothing of it can be stored.
  await sleep(2_500);
  expect(await statuses(stateMachineArn)).toContain('RUNNING');
  for (const arn of [stateMachineArn, childArn]) expect(await statuses(arn)).not.toContain('FAILED');
  expect(complaints.join('\n')).toContain('The disk is full');

  setDisk('free');
  tokens.push(...unanswered.filter(({ status }) => status === 503).map(({ taskToken }) => taskToken));
  while ((await statuses(stateMachineArn)).has('RUNNING')) {
    for (const taskToken of tokens.splice(0)) await api.call('SendTaskSuccess', { taskToken, output: '1' });
    await sleep(100);
  }
  expect(await statuses(stateMachineArn)).toEqual(new Set(['SUCCEEDED']));
  expect(await statuses(childArn)).toEqual(new Set(['SUCCEEDED']));
  expect([...functions.calls].filter(([, count]) => count > 1)).toEqual([]);
}, 60_000);
