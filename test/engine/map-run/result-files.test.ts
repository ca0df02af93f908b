import { describe, expect, test } from 'vitest';
import { resultDestinationOf } from '../../../lib/engine/map-run/result-destination.ts';
import { writeResults } from '../../../lib/engine/map-run/result-files.ts';
import { ObjectsFailure, type Objects } from '../../../lib/ports/objects.ts';
import { child, MAP_RUN_ARN, sequence, succeeded } from './child-executions.ts';

const FOLDER = 'out/6dbfba93-bcff-410b-9b5c-abf41ae9eddb';
const PENDING = { executionArn: 'arn:d', stateMachineArn: 'arn:m', name: 'd', input: '{}' };

function bucket() {
  const files = new Map<string, string>();
  const refuse = () => Promise.reject(new Error('Nothing is read.'));
  const objects: Objects = {
    get: refuse,
    list: () => ({ [Symbol.asyncIterator]: () => ({ next: refuse }) }),
    async put({ bucket: name, key }, body) {
      if (name !== 'results') throw new ObjectsFailure('NoSuchBucket', 'The specified bucket does not exist');
      files.set(key, typeof body === 'string' ? body : new TextDecoder().decode(body));
    },
  };
  return { files, objects };
}

const run = () => ({
  mapRunArn: MAP_RUN_ARN,
  children: sequence(
    succeeded('a', '[1]'),
    child('b', { status: 'TIMED_OUT' }),
    succeeded('c', '"é"'),
    child('e', { status: 'ABORTED' }),
  ),
  pending: sequence(PENDING),
});

describe('results that are written to S3', () => {
  test('are files by how the executions ended, and a manifest of them', async () => {
    const { files, objects } = bucket();
    const result = await writeResults(objects, { bucket: 'results', prefix: 'out' }, undefined, run());
    expect(result).toEqual({
      MapRunArn: MAP_RUN_ARN,
      ResultWriterDetails: { Bucket: 'results', Key: `${FOLDER}/manifest.json` },
    });
    const named = (file: string) =>
      (JSON.parse(files.get(`${FOLDER}/${file}`) ?? '') as { readonly Name: string; readonly Status: string }[]).map(
        ({ Name, Status }) => `${Name} ${Status}`,
      );
    expect(named('SUCCEEDED_0.json')).toEqual(['a SUCCEEDED', 'c SUCCEEDED']);
    expect(named('FAILED_0.json')).toEqual(['b TIMED_OUT', 'e ABORTED']);
    expect(named('PENDING_0.json')).toEqual(['d PENDING']);
    const file = (name: string) => {
      const key = `${FOLDER}/${name}`;
      return [{ Key: key, Size: Buffer.byteLength(files.get(key) ?? '') }];
    };
    expect(JSON.parse(files.get(`${FOLDER}/manifest.json`) ?? '')).toEqual({
      DestinationBucket: 'results',
      MapRunArn: MAP_RUN_ARN,
      ResultFiles: {
        FAILED: file('FAILED_0.json'),
        PENDING: file('PENDING_0.json'),
        SUCCEEDED: file('SUCCEEDED_0.json'),
      },
    });
    expect([...files.keys()].at(-1)).toBe(`${FOLDER}/manifest.json`);
  });

  test('of a kind that does not occur have no file', async () => {
    const { files, objects } = bucket();
    await writeResults(
      objects,
      { bucket: 'results', prefix: 'out/' },
      { Transformation: 'FLATTEN', OutputType: 'JSONL' },
      { ...run(), children: sequence(succeeded('a', '[1, [2]]'), succeeded('b', '3')), pending: sequence() },
    );
    expect([...files.keys()]).toEqual([`${FOLDER}/SUCCEEDED_0.jsonl`, `${FOLDER}/manifest.json`]);
    expect(files.get(`${FOLDER}/SUCCEEDED_0.jsonl`)).toBe('1\n[2]\n3\n');
  });

  test('are several files when there are many', async () => {
    const { files, objects } = bucket();
    const config = { Transformation: 'COMPACT', OutputType: 'JSON' };
    await writeResults(objects, { bucket: 'results' }, config, run(), 4);
    const folder = FOLDER.slice('out/'.length);
    expect(files.get(`${folder}/SUCCEEDED_0.json`)).toBe('[[1]]');
    expect(files.get(`${folder}/SUCCEEDED_1.json`)).toBe('["é"]');
    expect(files.has(`${folder}/FAILED_1.json`)).toBe(true);
  });

  test('fail with what S3 says', async () => {
    const { objects } = bucket();
    await expect(writeResults(objects, { bucket: 'no' }, undefined, run())).rejects.toMatchObject({
      error: 'States.ResultWriterFailed',
      detail: 'The specified bucket does not exist',
    });
  });

  test.each([
    [{ Bucket: 'b' }, { bucket: 'b' }],
    [
      { Bucket: 'b', Prefix: 'p/q' },
      { bucket: 'b', prefix: 'p/q' },
    ],
  ])('go where %j says', (parameters, destination) => {
    expect(resultDestinationOf(parameters)).toEqual(destination);
  });

  test.each([
    [{}, "The field 'Bucket' is required but was missing"],
    [{ Bucket: 1 }, "The value of the field 'Bucket' has an invalid format"],
    [{ Bucket: 'b', Prefix: null }, "The value of the field 'Prefix' has an invalid format"],
    [{ Bucket: 'b', ACL: 'private' }, 'The field "ACL" of s3:putObject is not supported by Stepyard'],
  ])('cannot go where %j says', (parameters, detail) => {
    expect(() => resultDestinationOf(parameters)).toThrow(
      expect.objectContaining({ error: 'States.ResultWriterFailed', detail }),
    );
  });
});
