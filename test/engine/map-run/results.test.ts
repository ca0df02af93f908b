import { expect, test } from 'vitest';
import { ObjectsFailure, type Objects } from '../../../lib/ports/objects.ts';
import type { ItemReader } from '../../../lib/ports/item-reader.ts';
import { StateFailure } from '../../../lib/asl/errors.ts';
import type { TaskOutcome, TaskRequest } from '../../../lib/ports/task-runner.ts';
import { mapping, mapRunStage } from './map-run-stage.ts';

const work = { Work: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:Work', End: true } };
const toS3 = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'results', Prefix: 'here' } };

async function echo({ parameters }: TaskRequest): Promise<TaskOutcome> {
  return parameters === '"bad"' ? { error: 'Bad' } : { output: parameters };
}

/** Objects in memory, and the keys and texts that were put. */
function written(): Objects & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    get: () => Promise.reject(new ObjectsFailure('NoSuchKey', 'The specified key does not exist.')),
    list: () => ({ [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) }),
    async put({ key }, body) {
      texts.set(
        key.replace(/^here\/[-0-9a-f]{36}\//, ''),
        typeof body === 'string' ? body : new TextDecoder().decode(body),
      );
    },
  };
}

function reading(...values: readonly (string | number)[]): ItemReader {
  return {
    async *read(_, from) {
      for (const [index, value] of values.entries()) {
        if (typeof from === 'number' && index <= from) continue;
        if (value === 'broken') throw new StateFailure('States.ItemReaderFailed', 'It is broken.');
        yield { value, source: 'S3://bucket/key', position: index };
      }
    },
  };
}

const fromS3 = {
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'JSON' },
    Parameters: { Bucket: 'bucket', Key: 'key' },
  },
};

test('results are written to S3, and the state tells where', async () => {
  const objects = written();
  const stage = await mapRunStage(mapping({ ResultWriter: toS3, ToleratedFailureCount: 1 }, work), {
    call: echo,
    objects,
  });
  await stage.start([1, 'bad', 3]);
  const { head } = await stage.ended();
  const [run] = await stage.mapRuns();
  const id = run?.mapRunArn.split(':').at(-1);
  expect(JSON.parse(head.output ?? '')).toEqual({
    MapRunArn: run?.mapRunArn,
    ResultWriterDetails: { Bucket: 'results', Key: `here/${id}/manifest.json` },
  });
  expect([...objects.texts.keys()].sort()).toEqual(['FAILED_0.json', 'SUCCEEDED_0.json', 'manifest.json']);
  expect(run).toMatchObject({ itemCounts: { resultsWritten: 2 } });
});

test('a map run that fails writes what it has, and what it has not started', async () => {
  const objects = written();
  const fields = { ResultWriter: toS3, MaxConcurrency: 1 };
  const stage = await mapRunStage(mapping(fields, work), { call: echo, objects });
  await stage.start([1, 'bad', 'never', 'never']);
  expect((await stage.ended()).head.error).toBe('States.ExceedToleratedFailureThreshold');
  expect([...objects.texts.keys()].sort()).toEqual([
    'FAILED_0.json',
    'PENDING_0.json',
    'SUCCEEDED_0.json',
    'manifest.json',
  ]);
  expect(JSON.parse(objects.texts.get('PENDING_0.json') ?? '')).toHaveLength(2);
});

test('results that cannot be written fail the state by name', async () => {
  const objects = { ...written(), put: () => Promise.reject(new ObjectsFailure('NoSuchBucket', 'No such bucket.')) };
  const stage = await mapRunStage(mapping({ ResultWriter: toS3 }), { objects });
  await stage.start([1]);
  expect((await stage.ended()).head).toMatchObject({ error: 'States.ResultWriterFailed', cause: 'No such bucket.' });
});

test('results that are too large for a state fail it', async () => {
  const stage = await mapRunStage(mapping({ ItemSelector: { 'x.$': '$[0]' } }));
  await stage.start(['x'.repeat(100_000), 2, 3]);
  expect((await stage.ended()).head).toMatchObject({
    error: 'States.DataLimitExceeded',
    cause: "The state/task 'Each' returned a result with a size exceeding the maximum number of bytes service limit.",
  });
});

test('a WriterConfig without a bucket forms the result of the state', async () => {
  const WriterConfig = { Transformation: 'FLATTEN', OutputType: 'JSON' };
  const stage = await mapRunStage(mapping({ ResultWriter: { WriterConfig } }));
  await stage.start([[1, 2], [3]]);
  expect((await stage.ended()).head.output).toBe('[1,2,3]');
});

test('items of an ItemReader come with their source, and nothing is known of their number before', async () => {
  const ItemSelector = { 'v.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index', 's.$': '$$.Map.Item.Source' };
  const stage = await mapRunStage(mapping({ ...fromS3, ItemSelector }), { itemReader: reading(7, 8) });
  await stage.start({});
  expect(JSON.parse((await stage.ended()).head.output ?? '')).toEqual([
    { v: 7, i: 0, s: 'S3://bucket/key' },
    { v: 8, i: 1, s: 'S3://bucket/key' },
  ]);
  const started = (await stage.history()).find(({ type }) => type === 'MapStateStarted');
  expect(started?.details).toBe('{"length":0}');
});

test('a data set that cannot be read fails the state', async () => {
  const stage = await mapRunStage(mapping({ ...fromS3, MaxConcurrency: 1 }), { itemReader: reading(1, 'broken') });
  await stage.start({});
  expect((await stage.ended()).head).toMatchObject({ error: 'States.ItemReaderFailed', cause: 'It is broken.' });
  expect((await stage.history()).map(({ type }) => type).slice(-3)).toEqual([
    'MapRunFailed',
    'MapStateFailed',
    'ExecutionFailed',
  ]);
});
