import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ExactNumber } from '../../../lib/asl/json-text/exact-number.ts';
import { memoryObjects } from '../objects/memory-objects.ts';
import { getObject, itemsOf, restsOf, valuesOf } from './reading.ts';

/** Files that PyArrow has written: three rows in two row groups, by compression; one row of many types; no rows. */
function bucketOf(file: string) {
  const bytes = readFileSync(new URL(`parquet/${file}.parquet`, import.meta.url));
  return memoryObjects('data', { file: bytes }, 1_000);
}
const reading = getObject('file', { InputType: 'PARQUET' });

describe('a Parquet file', () => {
  test.each(['none', 'snappy', 'gzip', 'zstd', 'brotli'])(
    'compressed with %s is read, and read on from any row',
    async (compression) => {
      const objects = bucketOf(compression);
      const items = await itemsOf(objects, reading);
      expect(items.map(({ value }) => value)).toEqual([
        { id: 1, name: 'Ann' },
        { id: 2, name: 'Bob' },
        { id: 3, name: null },
      ]);
      expect(await restsOf(objects, reading)).toEqual([items.slice(1), items.slice(2), []]);
    },
  );

  test('without rows has no items', async () => {
    expect(await valuesOf(bucketOf('empty'), reading)).toEqual([]);
  });

  test('has values that JSON can show', async () => {
    expect(await valuesOf(bucketOf('types'), reading)).toEqual([
      {
        bool: true,
        long: new ExactNumber('9007199254740993'),
        double: 1.5,
        nan: null,
        text: 'Grüße',
        day: '2026-01-02',
        time: '2026-01-02T03:04:05.678Z',
        micros: '2026-01-02T03:04:05.678Z',
        list: [1, 2],
        struct: { a: 1, b: 'x' },
        null: null,
        decimal: 12.5,
        fixed: 'AP8=',
        map: { k: 1 },
      },
    ]);
  });

  test('is only read as far as its items are wanted', async () => {
    const objects = bucketOf('none');
    await valuesOf(objects, { ...reading, readerConfig: { InputType: 'PARQUET', MaxItems: 2 } });
    const first = objects.reads.length;
    objects.reads.length = 0;
    await valuesOf(objects, reading);
    expect(objects.reads.length).toBeGreaterThan(first);
  });

  test('in a compression that is not known fails by its name', async () => {
    await expect(itemsOf(bucketOf('lz4'), reading)).rejects.toMatchObject({
      error: 'States.ItemReaderFailed',
      detail: 'parquet unsupported compression codec: LZ4_RAW',
    });
  });

  test.each([
    ['text', 'parquet file invalid (footer != PAR1)'],
    ['', 'The file is too short for a Parquet file.'],
  ])('must be one (%j)', async (text, detail) => {
    await expect(itemsOf(memoryObjects('data', { file: text.repeat(10) }), reading)).rejects.toMatchObject({
      error: 'States.ItemReaderFailed',
      detail,
    });
  });

  test('has no versions', async () => {
    const versioned = getObject('file', { InputType: 'PARQUET' }, { VersionId: 'v' });
    await expect(itemsOf(bucketOf('none'), versioned)).rejects.toMatchObject({
      detail: 'VersionId is not supported for PARQUET.',
    });
  });
});
