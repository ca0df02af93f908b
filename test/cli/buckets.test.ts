import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCommand, stepyard } from './command.ts';

buildCommand();

const DEFINITION = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Pass',
        States: { Pass: { Type: 'Pass', End: true } },
      },
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
        Parameters: { Bucket: 'orders', Key: '2026/orders.csv' },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'results', Prefix: 'out' },
        WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSON' },
      },
      End: true,
    },
  },
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepyard-buckets-'));
  await mkdir(join(folder, 'fixtures', '2026'), { recursive: true });
  await writeFile(join(folder, 'fixtures', '2026', 'orders.csv'), 'id\n7\n8\n');
  await writeFile(join(folder, 'each.asl.json'), JSON.stringify(DEFINITION));
  await writeFile(join(folder, 'stepyard.yml'), 'buckets:\n  orders: ./fixtures\n  results: ./out\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('folders named in stepyard.yml are the buckets of a distributed Map', async () => {
  const { stdout, stderr, exitCode } = await stepyard(['run', 'each.asl.json', '--json'], folder);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const [, key = ''] = /"(out\/[^"\\]+)\/manifest\.json/.exec(stdout) ?? [];
  const results = await readFile(join(folder, 'out', key, 'SUCCEEDED_0.json'), 'utf8');
  expect(JSON.parse(results)).toEqual([{ id: '7' }, { id: '8' }]);
});
