import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbedded, type Embedded } from '../../../lib/adapters/embedded/embedded.ts';

let folder: string;
let server: Embedded;
let client: SFNClient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepyard-'));
  const data = join(folder, 'data');
  await mkdir(join(data, 'parts'), { recursive: true });
  await writeFile(join(data, 'people.csv'), 'id,name\n1,Ann\n2,Bob\n3,Cid\n');
  await writeFile(join(data, 'people.json'), '{"people": {"a": {"age": 1.0}, "b": {"age": 2}}}');
  await writeFile(join(data, 'parts', '1.jsonl'), '1\n2\n');
  await writeFile(join(data, 'parts', '2.jsonl'), '3\n');
  server = await startEmbedded({
    port: 0,
    objects: { buckets: { data, results: join(folder, 'results') } },
    log: (line) => expect.fail(line),
  });
  client = new SFNClient({
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  });
});
afterAll(async () => {
  client.destroy();
  await server.close();
  await rm(folder, { recursive: true });
});

const getObject = 'arn:aws:states:::s3:getObject';
let machines = 0;

/** Runs a Map of Pass states; answers its output, or error and cause. */
async function run(fields: object): Promise<unknown> {
  const definition = JSON.stringify({
    StartAt: 'Map',
    States: {
      Map: {
        Type: 'Map',
        Label: 'Each',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Pass',
          States: { Pass: { Type: 'Pass', End: true } },
        },
        ...fields,
        End: true,
      },
    },
  });
  machines += 1;
  const create = { name: `M${machines}`, definition, roleArn: 'arn:aws:iam::000000000000:role/any' };
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand(create));
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
  for (;;) {
    const { status, output, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED') return JSON.parse(output ?? '');
    if (status !== 'RUNNING') return { error, cause };
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('a distributed Map on a laptop', () => {
  test.each([
    [
      'a CSV file',
      {
        Resource: getObject,
        ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', MaxItems: 2 },
        Parameters: { Key: 'people.csv' },
      },
      [
        { id: '1', name: 'Ann' },
        { id: '2', name: 'Bob' },
      ],
    ],
    [
      'what is in listed objects',
      {
        Resource: 'arn:aws:states:::s3:listObjectsV2',
        ReaderConfig: { InputType: 'JSONL', Transformation: 'LOAD_AND_FLATTEN' },
        Parameters: { Prefix: 'parts/' },
      },
      [1, 2, 3],
    ],
  ])('reads %s from a folder', async (_title, { Parameters, ...reader }, output) => {
    expect(await run({ ItemReader: { ...reader, Parameters: { Bucket: 'data', ...Parameters } } })).toEqual(output);
  });

  test('tells of each item what it is, and where it is from', async () => {
    const output = await run({
      ItemReader: {
        Resource: getObject,
        ReaderConfig: { InputType: 'JSON', ItemsPointer: '/people' },
        Parameters: { Bucket: 'data', Key: 'people.json' },
      },
      ItemSelector: { 'key.$': '$$.Map.Item.Key', 'age.$': '$$.Map.Item.Value.age', 'source.$': '$$.Map.Item.Source' },
    });
    const source = 'S3://data/people.json';
    expect(output).toEqual([
      { key: 'a', age: 1, source },
      { key: 'b', age: 2, source },
    ]);
  });

  test('writes its results to a folder', async () => {
    const output = await run({
      ItemReader: {
        Resource: getObject,
        ReaderConfig: { InputType: 'JSONL' },
        Parameters: { Bucket: 'data', Key: 'parts/1.jsonl' },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'results', Prefix: 'out' },
        WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSONL' },
      },
    });
    const { Key } = (output as { readonly ResultWriterDetails: { readonly Key: string } }).ResultWriterDetails;
    const manifest = JSON.parse(await readFile(join(folder, 'results', Key), 'utf8')) as {
      readonly ResultFiles: { readonly SUCCEEDED: readonly { readonly Key: string }[] };
    };
    const [file] = manifest.ResultFiles.SUCCEEDED;
    expect(await readFile(join(folder, 'results', file?.Key ?? ''), 'utf8')).toBe('1\n2\n');
  });

  test('says what to do when a bucket is nowhere', async () => {
    const cause =
      "The specified bucket does not exist. 'no' is not among the buckets of stepyard.yml, and neither " +
      'AWS_ENDPOINT_URL_S3 nor AWS_ENDPOINT_URL says where S3 is.';
    const reader = {
      Resource: getObject,
      ReaderConfig: { InputType: 'JSONL' },
      Parameters: { Bucket: 'no', Key: 'k' },
    };
    expect(await run({ ItemReader: reader })).toEqual({ error: 'States.ItemReaderFailed', cause });
    const ResultWriter = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'no' } };
    const ItemReader = { ...reader, Parameters: { Bucket: 'data', Key: 'parts/1.jsonl' } };
    expect(await run({ ItemReader, ResultWriter })).toEqual({ error: 'States.ResultWriterFailed', cause });
  });
});
