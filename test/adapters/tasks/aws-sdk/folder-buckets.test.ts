import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTaskRunner } from '../../../../lib/adapters/tasks/task-runner.ts';
import type { Json, JsonObject } from '../../../../lib/asl/json.ts';
import { never, taskRequest } from '../task-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'stepyard-bucket-'));
const runner = createTaskRunner({
  buckets: { orders: folder, empty: join(folder, 'not-made') },
  clientFolders: [import.meta.dirname],
});
beforeAll(() => {
  mkdirSync(join(folder, 'a'));
  for (const key of ['a/1.txt', 'a/2.txt', 'b.txt']) {
    writeFileSync(join(folder, key), key);
    utimesSync(join(folder, key), 1_700_000_000.9, 1_700_000_000.9);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const LastModified = '2023-11-14T22:13:20.000Z';
const described = {
  AcceptRanges: 'bytes',
  ContentLength: 7,
  ContentType: 'binary/octet-stream',
  ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/) as unknown,
  LastModified,
  Metadata: {},
};

async function call(action: string, parameters: JsonObject) {
  const request = taskRequest(`arn:aws:states:::aws-sdk:s3:${action}`, { Bucket: 'orders', ...parameters });
  return runner.call(request, never());
}

async function answer(action: string, parameters: JsonObject): Promise<Json> {
  const outcome = await call(action, parameters);
  if (!('output' in outcome)) throw new Error(outcome.error);
  return JSON.parse(outcome.output) as Json;
}

describe('a bucket that is a folder', () => {
  test('has files as objects', async () => {
    expect(await answer('headObject', { Key: 'a/1.txt' })).toEqual(described);
    expect(await answer('getObject', { Key: 'a/1.txt' })).toEqual({ ...described, Body: 'a/1.txt' });
  });

  test('is found by whatever spelling names it', async () => {
    const request = taskRequest('arn:aws:states:::aws-sdk:s3:getObject', { BUCKET: 'orders', KEY: 'b.txt' });
    expect(await runner.call(request, never())).toEqual({ output: expect.stringContaining('"Body":"b.txt"') });
  });

  test('lists them page by page', async () => {
    const first = await answer('listObjectsV2', { MaxKeys: 2 });
    expect(first).toMatchObject({ IsTruncated: true, KeyCount: 2, MaxKeys: 2, Name: 'orders', Prefix: '' });
    expect(first).toMatchObject({ Contents: [{ Key: 'a/1.txt', Size: 7, LastModified }, { Key: 'a/2.txt' }] });
    const { NextContinuationToken = null } = first as JsonObject;
    const second = await answer('listObjectsV2', { ContinuationToken: NextContinuationToken });
    expect(second).toMatchObject({ Contents: [{ Key: 'b.txt' }], IsTruncated: false, KeyCount: 1 });
    expect(await answer('listObjectsV2', { Prefix: 'c' })).not.toHaveProperty('Contents');
    expect(await answer('listObjectsV2', { StartAfter: 'a/2.txt' })).toMatchObject({ KeyCount: 1 });
  });

  test('takes objects, and lets go of them', async () => {
    const put = await answer('putObject', { Key: 'new/c.json', Body: { c: 1 }, ContentType: 'application/json' });
    expect(put).toEqual({ ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/) });
    const file = join(folder, 'new/c.json');
    expect(readFileSync(file, 'utf8')).toBe('{"c":1}');
    expect(await answer('headObject', { Key: 'new/c.json' })).toMatchObject(put as JsonObject);
    expect(await answer('deleteObject', { Key: 'new/c.json' })).toEqual({});
    expect(await answer('deleteObject', { Key: 'new/c.json' })).toEqual({});
    expect(existsSync(file)).toBe(false);
  });

  test.each<[string, JsonObject, string, string]>([
    [
      'getObject',
      { Key: 'no' },
      'S3.NoSuchKeyException',
      'The specified key does not exist. (Service: S3, Status Code: 404,',
    ],
    ['headObject', { Key: 'no' }, 'S3.NoSuchKeyException', 'null (Service: S3, Status Code: 404,'],
    ['getObject', { Key: '../etc/passwd' }, 'S3.NoSuchKeyException', 'The specified key does not exist.'],
    ['getObject', { Key: null }, 'S3.SdkClientException', 'No value provided for input HTTP label: Key.'],
    ['putObject', { Key: '../x', Body: '' }, 'S3.S3Exception', 'In a folder there can be no object with the key'],
    ['listObjectsV2', { Bucket: 'empty' }, 'S3.NoSuchBucketException', 'The specified bucket does not exist'],
    ['listObjectsV2', { MaxKeys: -1 }, 'S3.S3Exception', 'Argument maxKeys must be an integer'],
    [
      'putObject',
      { Key: 'b.txt/c', Body: '' },
      'S3.S3Exception',
      "with the key 'b.txt/c'. (Service: S3, Status Code: 400,",
    ],
    ['listObjectsV2', { MaxKeys: 3_000_000_000 }, 'S3.S3Exception', 'Argument maxKeys must be an integer'],
    ['listObjectsV2', { MaxKeys: 1.5 }, 'States.Runtime', "The value of the field 'MaxKeys' has an invalid format"],
    [
      'listObjectsV2',
      { ContinuationToken: 'Yi50eHQ' },
      'S3.S3Exception',
      'The continuation token provided is incorrect',
    ],
    ['listObjectsV2', { ContinuationToken: '' }, 'S3.S3Exception', 'The continuation token provided is incorrect'],
    ['getObject', {}, 'States.Runtime', "[The field 'Key' is required but was missing]"],
    ['getObject', { Key: 'b.txt', Range: 'bytes=0-1' }, 'Stepyard.IntegrationNotSupported', "understand 'Range'"],
    ['copyObject', {}, 'Stepyard.IntegrationNotSupported', "call 'copyObject'"],
    ['getObject', { Bucket: 'other', Key: 'k' }, 'Stepyard.ServiceNotConfigured', 'AWS_ENDPOINT_URL_S3'],
  ])('%s %j fails with %s', async (action, parameters, error, cause) => {
    expect(await call(action, parameters)).toEqual({ error, cause: expect.stringContaining(cause) });
  });
});
