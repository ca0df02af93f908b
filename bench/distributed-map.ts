import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Client } from './client.ts';
import { createStateMachine } from './on-server.ts';
import { seconds, type Figure } from './report.ts';
import { startServer } from './server.ts';

const ROWS = [10_000, 100_000] as const;
const POLL_MS = 50;

/** Children of two states over the rows of a CSV file, results in files: both buckets are folders. */
function machineOver(rows: number): object {
  const states = { First: { Type: 'Pass', Next: 'Second' }, Second: { Type: 'Pass', End: true } };
  return {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
          Parameters: { Bucket: 'rows', Key: `${rows}.csv` },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'First',
          States: states,
        },
        ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'results', Prefix: 'bench' } },
        End: true,
      },
    },
  };
}

/** How fast the children of a map run are done, durably, and what memory that takes with few items and with many. */
export async function measureDistributedMap(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const peaks: number[] = [];
  for (const rows of ROWS) {
    const { rate, idle, peak } = await runOver(rows);
    const items = rows.toLocaleString('en');
    figures.push({ name: `distributed Map of ${items} rows, durable`, value: rate, unit: 'children/s' });
    const [fewer] = peaks;
    const against = fewer === undefined ? { name: 'idle', value: idle } : { name: 'that', value: fewer };
    figures.push({ name: `memory at most, ${items} rows`, value: peak, unit: 'MB', against });
    peaks.push(peak);
  }
  return figures;
}

interface Run {
  readonly rate: number;
  readonly idle: number;
  readonly peak: number;
}

async function runOver(rows: number): Promise<Run> {
  const directory = await mkdtemp(join(tmpdir(), 'stepyard-bench-'));
  await mkdir(join(directory, 'rows'));
  const lines = Array.from({ length: rows }, (_, index) => `${index},order ${index}\n`);
  await writeFile(join(directory, 'rows', `${rows}.csv`), `id,name\n${lines.join('')}`);
  const config = join(directory, 'stepyard.yml');
  await writeFile(config, 'buckets: { rows: ./rows, results: ./results }\n');
  const server = await startServer(['--data', join(directory, 'data'), '--config', config]);
  const client = createClient(server.port, 1);
  try {
    const idle = await server.rss();
    const stateMachineArn = await createStateMachine(client, { definition: machineOver(rows) });
    const { executionArn } = await client.call('StartExecution', { stateMachineArn });
    const took = await seconds(() => ended(client, String(executionArn)));
    return { rate: rows / took, idle, peak: await server.peakRss() };
  } finally {
    client.close();
    await server.stop();
    await rm(directory, { recursive: true });
  }
}

async function ended(client: Client, executionArn: string): Promise<void> {
  for (;;) {
    const { status, error, cause } = await client.call('DescribeExecution', { executionArn });
    if (status === 'SUCCEEDED') return;
    if (status !== 'RUNNING') throw new Error(`The execution is ${String(status)}: ${String(error)} ${String(cause)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
