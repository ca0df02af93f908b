import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ByteRange } from '../../../lib/ports/objects.ts';
import { createS3Objects } from '../../../lib/adapters/objects/s3-objects.ts';
import { startS3, type LocalS3 } from './local-s3.ts';
import { objectsContract } from './objects.contract.ts';

objectsContract('S3', async () => {
  const s3 = await startS3(['data']);
  return { objects: createS3Objects(s3.options), close: () => s3.close() };
});

const LARGE = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));

describe('S3', () => {
  let s3: LocalS3;
  beforeAll(async () => {
    s3 = await startS3(['data']);
    s3.buckets.get('data')?.set('large', LARGE);
  });
  afterAll(() => s3.close());
  const objects = () => createS3Objects(s3.options);

  test('is asked for the bucket in the path', async () => {
    await objects().put({ bucket: 'data', key: 'a b/ü' }, 'text');
    expect(s3.requests.at(-1)).toBe('PUT /data/a%20b/%C3%BC');
    expect(s3.buckets.get('data')?.get('a b/ü')?.toString()).toBe('text');
  });

  test('refuses a bucket of somebody else', async () => {
    const place = { bucket: 'data', key: 'large', expectedBucketOwner: '111122223333' };
    await expect(objects().get(place)).rejects.toMatchObject({ error: 'AccessDenied', message: 'Access Denied' });
  });

  test('is left when nobody reads on', async () => {
    const { stream } = await objects().get({ bucket: 'data', key: 'large' });
    for await (const part of stream) {
      expect(part.length).toBeGreaterThan(0);
      break;
    }
  });

  const read = async (range?: ByteRange, onPart?: () => void) => {
    const { stream } = await objects().get({ bucket: 'data', key: 'large' }, range);
    const parts: Uint8Array[] = [];
    for await (const part of stream) {
      parts.push(part);
      onPart?.();
    }
    return Buffer.concat(parts);
  };

  test.each([
    ['all of it', undefined, 0, 300_000],
    ['its end', { start: 100 }, 100, 300_000],
    ['a part of it', { start: 100, end: 250_000 }, 100, 250_001],
  ])('that breaks off is asked for the rest: %s', async (_title, range, start, end) => {
    s3.breaks.push(100_000, 0, 50_000, 0, 0);
    expect((await read(range)).equals(LARGE.subarray(start, end))).toBe(true);
    expect(s3.breaks).toEqual([]);
  });

  test('that does nothing but break off is a failure, not an end', async () => {
    s3.breaks.push(100_000, 0, 0, 0);
    await expect(read()).rejects.toMatchObject({ error: 'SdkClientException' });
    s3.breaks.length = 0;
  });

  test('gives no object that is half of one and half of another', async () => {
    s3.breaks.push(100_000);
    const replace = () => s3.buckets.get('data')?.set('large', Buffer.alloc(300_000));
    await expect(read(undefined, replace)).rejects.toMatchObject({ error: 'PreconditionFailed' });
  });

  test('that nobody answers for is a failure', async () => {
    const gone = await startS3([]);
    await gone.close();
    await expect(createS3Objects(gone.options).get({ bucket: 'data', key: 'k' })).rejects.toMatchObject({
      error: 'SdkClientException',
      message: expect.stringMatching(/^Unable to execute HTTP request: /) as string,
    });
  });
});
