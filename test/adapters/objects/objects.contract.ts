import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ByteRange, Objects } from '../../../lib/ports/objects.ts';

export interface Subject {
  /** Has the bucket `data`, empty, and no bucket `other`. */
  readonly objects: Objects;
  close(): Promise<void>;
}

/** What every implementation of Objects does the same. */
export function objectsContract(name: string, open: () => Promise<Subject>): void {
  describe(`objects of ${name}`, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await open();
      const bodies = { 'a.txt': 'first', 'a/z.txt': 'nested', 'a-b': 'dash', b: '', 'ä/ö': 'Grüße', ﬀ: '1', '😀': '2' };
      for (const [key, body] of Object.entries(bodies)) await subject.objects.put({ bucket: 'data', key }, body);
    });
    afterAll(() => subject.close());

    const read = async (key: string, range?: ByteRange, bucket = 'data') => {
      const { stream, size } = await subject.objects.get({ bucket, key }, range);
      const parts: Uint8Array[] = [];
      for await (const part of stream) parts.push(part);
      return { text: Buffer.concat(parts).toString(), size };
    };
    const keys = async (query: {
      readonly prefix?: string;
      readonly startAfter?: string;
      readonly bucket?: string;
    }) => {
      const found: string[] = [];
      for await (const { key } of subject.objects.list({ bucket: 'data', ...query })) found.push(key);
      return found;
    };

    test.each<[string, ByteRange | undefined, string, number]>([
      ['a.txt', undefined, 'first', 5],
      ['a/z.txt', undefined, 'nested', 6],
      ['b', undefined, '', 0],
      ['ä/ö', undefined, 'Grüße', 7],
      ['a.txt', { start: 0 }, 'first', 5],
      ['a.txt', { start: 3 }, 'st', 5],
      ['a.txt', { start: 1, end: 2 }, 'ir', 5],
      ['a.txt', { start: 4, end: 100 }, 't', 5],
    ])('%s from %j on is read', async (key, range, text, size) => {
      expect(await read(key, range)).toEqual({ text, size });
    });

    test.each<[string, string, ByteRange | undefined, string, string]>([
      ['data', 'no', undefined, 'NoSuchKey', 'The specified key does not exist.'],
      ['data', 'a', undefined, 'NoSuchKey', 'The specified key does not exist.'],
      ['other', 'a.txt', undefined, 'NoSuchBucket', 'The specified bucket does not exist'],
      ['data', 'a.txt', { start: 5 }, 'InvalidRange', 'The requested range is not satisfiable'],
      ['data', 'b', { start: 0, end: 0 }, 'InvalidRange', 'The requested range is not satisfiable'],
    ])('there is no %s/%s from %j on', async (bucket, key, range, error, message) => {
      await expect(subject.objects.get({ bucket, key }, range)).rejects.toMatchObject({
        name: 'ObjectsFailure',
        error,
        message,
      });
    });

    test.each([
      [{}, ['a-b', 'a.txt', 'a/z.txt', 'b', 'ä/ö', 'ﬀ', '😀']],
      [{ prefix: 'a' }, ['a-b', 'a.txt', 'a/z.txt']],
      [{ prefix: 'a/' }, ['a/z.txt']],
      [{ prefix: 'a/z' }, ['a/z.txt']],
      [{ prefix: 'no' }, []],
      [{ startAfter: 'a-b' }, ['a.txt', 'a/z.txt', 'b', 'ä/ö', 'ﬀ', '😀']],
      [{ startAfter: 'a/a' }, ['a/z.txt', 'b', 'ä/ö', 'ﬀ', '😀']],
      [{ startAfter: 'a/z.txt' }, ['b', 'ä/ö', 'ﬀ', '😀']],
      [{ startAfter: 'ﬀ' }, ['😀']],
      [{ prefix: 'a', startAfter: 'a.txt' }, ['a/z.txt']],
    ])('keys are listed for %j, by their bytes', async (query, found) => {
      expect(await keys(query)).toEqual(found);
    });

    test('what is listed has size, time and the MD5 of its contents', async () => {
      for await (const object of subject.objects.list({ bucket: 'data', prefix: 'a.txt' })) {
        expect(object).toMatchObject({ size: 5, etag: '"8b04d5e3775d298e78455efc5ca404d5"', storageClass: 'STANDARD' });
        expect(Math.abs(Date.now() - object.lastModified)).toBeLessThan(86_400_000);
      }
    });

    test('a bucket that is not there cannot be listed', async () => {
      const failure = { error: 'NoSuchBucket', message: 'The specified bucket does not exist' };
      await expect(keys({ bucket: 'other' })).rejects.toMatchObject(failure);
    });

    test('an object is replaced as a whole, also while it is read', async () => {
      await subject.objects.put({ bucket: 'data', key: 'new/replaced' }, 'before');
      await subject.objects.put({ bucket: 'data', key: 'new/replaced' }, new TextEncoder().encode('after'));
      expect(await read('new/replaced')).toEqual({ text: 'after', size: 5 });
      expect(await keys({ prefix: 'new' })).toEqual(['new/replaced']);
    });

    test('nothing can be put where no bucket is', async () => {
      await expect(subject.objects.put({ bucket: 'other', key: 'k' }, '')).rejects.toMatchObject({
        error: 'NoSuchBucket',
      });
    });
  });
}
