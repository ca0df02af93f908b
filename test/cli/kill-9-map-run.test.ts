import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFunctionEndpoint, type FunctionEndpoint } from '../support/crash/function-endpoint.ts';
import { patientClient } from '../support/crash/patient-client.ts';
import { buildCommand, serve, type Serving } from './command.ts';

buildCommand();

const ITEMS = 500;
const CONCURRENCY = 40;

let folder = '';
let server: Serving | undefined;
let functions: FunctionEndpoint;
const api = patientClient(() => server?.endpoint ?? 'http://127.0.0.1:1');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepyard-map-run-'));
  functions = await startFunctionEndpoint({ quick: 20 }, () => undefined);
  await mkdir(join(folder, 'orders'));
  const rows = Array.from({ length: ITEMS }, (_, index) => `${index},${'x'.repeat(index % 200)}\n`);
  await writeFile(join(folder, 'orders', 'all.csv'), `item,comment\n${rows.join('')}`);
  const config = `functions:\n  quick: { url: '${functions.url}/quick' }\nbuckets:\n  orders: ./orders\n`;
  await writeFile(join(folder, 'stepyard.yml'), config);
});
afterAll(async () => {
  server?.process.kill('SIGKILL');
  functions.close();
  await rm(folder, { recursive: true, force: true });
});

async function startServer(): Promise<void> {
  server = await serve(['--port', '0', '--data', 'data', '--config', 'stepyard.yml'], folder);
}

async function killServer(): Promise<void> {
  const killed = server?.process;
  server = undefined;
  killed?.kill('SIGKILL');
  if (killed) await once(killed, 'exit');
}

const call = {
  Type: 'Task',
  Resource: 'arn:aws:lambda:us-east-1:000000000000:function:quick',
  Parameters: {
    'execution.$': '$$.Execution.Id',
    'state.$': '$$.State.Name',
    'retries.$': '$$.State.RetryCount',
    'item.$': '$.item',
  },
  ResultPath: null,
  // A call whose maker died may have been made, so it fails; the workload tries again.
  Retry: [{ ErrorEquals: ['Lambda.ClientExecutionTimeoutException'], IntervalSeconds: 1, MaxAttempts: 10 }],
  End: true,
};
const definition = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      Label: 'Each',
      MaxConcurrency: CONCURRENCY,
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
        Parameters: { Bucket: 'orders', Key: 'all.csv' },
      },
      ItemSelector: { 'item.$': '$$.Map.Item.Value.item' },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Do',
        States: { Do: call },
      },
      End: true,
    },
  },
};

interface Listed {
  readonly executionArn: string;
  readonly status: string;
}

test('a server that is killed twice in the middle of a map run over a CSV file does every row once', async () => {
  await startServer();
  const roleArn = 'arn:aws:iam::000000000000:role/any';
  const machine = { name: 'Rows', roleArn, definition: JSON.stringify(definition) };
  const { stateMachineArn } = await api.ask('CreateStateMachine', machine);
  const { executionArn } = await api.ask('StartExecution', { stateMachineArn, name: 'all' });
  await functions.called(ITEMS / 5);
  await killServer();
  await startServer();
  await functions.called((3 * ITEMS) / 5);
  await killServer();
  await startServer();
  for (;;) {
    const { status, output, error, cause } = await api.ask('DescribeExecution', { executionArn });
    if (status === 'RUNNING') {
      await sleep(100);
      continue;
    }
    expect({ status, error, cause }).toEqual({ status: 'SUCCEEDED' });
    const expected = Array.from({ length: ITEMS }, (_, index) => ({ item: String(index) }));
    expect(JSON.parse(String(output))).toEqual(expected);
    break;
  }

  const { mapRuns } = await api.ask('ListMapRuns', { executionArn });
  const [{ mapRunArn }] = mapRuns as readonly [{ readonly mapRunArn: string }];
  expect(await api.ask('DescribeMapRun', { mapRunArn })).toMatchObject({
    status: 'SUCCEEDED',
    itemCounts: { total: ITEMS, succeeded: ITEMS, running: 0, pending: 0 },
  });
  const { executions } = await api.ask('ListExecutions', { mapRunArn, maxResults: 1000 });
  const children = executions as readonly Listed[];
  expect(children).toHaveLength(ITEMS);
  expect(children.every(({ status }) => status === 'SUCCEEDED')).toBe(true);
  expect([...functions.calls].filter(([, count]) => count > 1)).toEqual([]);
  // Calls of each kill were lost; they were made again as new attempts.
  expect(functions.calls.size).toBeGreaterThanOrEqual(ITEMS);
}, 60_000);
