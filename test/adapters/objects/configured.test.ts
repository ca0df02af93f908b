import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConfiguredObjects } from '../../../lib/adapters/objects/configured-objects.ts';
import { startS3, type LocalS3 } from './local-s3.ts';

let folder: string;
let s3: LocalS3;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepyard-'));
  await writeFile(join(folder, 'where'), 'folder');
  s3 = await startS3(['mapped', 'other']);
  s3.buckets.get('mapped')?.set('where', Buffer.from('S3'));
  s3.buckets.get('other')?.set('where', Buffer.from('S3'));
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});

const options = () => ({ buckets: { mapped: folder }, s3: { ...s3.options } });

test.each([
  ['mapped', 'folder'],
  ['other', 'S3'],
])('the bucket %s is in a %s', async (bucket, text) => {
  const objects = createConfiguredObjects(options());
  const { stream } = await objects.get({ bucket, key: 'where' });
  for await (const part of stream) expect(Buffer.from(part).toString()).toBe(text);
  for await (const { key } of objects.list({ bucket })) expect(key).toBe('where');
  await objects.put({ bucket, key: 'where' }, text);
});

test('a bucket that is nowhere says how it could be somewhere', async () => {
  const failure = {
    error: 'NoSuchBucket',
    message:
      "The specified bucket does not exist. 'other' is not among the buckets of stepyard.yml, and neither " +
      'AWS_ENDPOINT_URL_S3 nor AWS_ENDPOINT_URL says where S3 is.',
  };
  const objects = createConfiguredObjects({ buckets: { mapped: folder } });
  await expect(objects.get({ bucket: 'other', key: 'k' })).rejects.toMatchObject(failure);
  await expect(objects.put({ bucket: 'other', key: 'k' }, '')).rejects.toMatchObject(failure);
  await expect(objects.list({ bucket: 'other' })[Symbol.asyncIterator]().next()).rejects.toMatchObject(failure);
});
