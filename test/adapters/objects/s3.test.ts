import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createS3Objects } from '../../../lib/adapters/objects/s3-objects.ts';
import { startS3, type LocalS3 } from './local-s3.ts';
import { objectsContract } from './objects.contract.ts';

objectsContract('S3', async () => {
  const s3 = await startS3(['data']);
  return { objects: createS3Objects(s3.options), close: () => s3.close() };
});

describe('S3', () => {
  let s3: LocalS3;
  beforeAll(async () => {
    s3 = await startS3(['data']);
    s3.buckets.get('data')?.set('large', Buffer.alloc(300_000, 'x'));
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

  test('that breaks off is a failure, not an end', async () => {
    s3.breakAfter = 100_000;
    const { stream } = await objects().get({ bucket: 'data', key: 'large' });
    const read = async () => {
      for await (const part of stream) expect(part.length).toBeGreaterThan(0);
    };
    await expect(read()).rejects.toMatchObject({ error: 'SdkClientException' });
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
