import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../lib/asl/json.ts';
import { memoryObjects } from '../objects/memory-objects.ts';
import { getObject, itemsOf, listObjects, restsOf, valuesOf } from './reading.ts';

const CSV = 'id,name\n1,Ann\n2,Bob\n3,Cid\n';
const PEOPLE = [
  { id: '1', name: 'Ann' },
  { id: '2', name: 'Bob' },
  { id: '3', name: 'Cid' },
];
/** `zstd` of CSV, as a command line makes it. */
const ZSTANDARD = Buffer.from('KLUv/QRY0QAAaWQsbmFtZQoxLEFubgoyLEJvYgozLENpZAr7ga2H', 'base64');

const INVENTORY = {
  sourceBucket: 'source',
  destinationBucket: 'arn:aws:s3:::data',
  version: '2016-11-30',
  fileFormat: 'CSV',
  fileSchema: 'Bucket, Key, Size, LastModifiedDate',
  files: [{ key: 'inventory/1.csv.gz' }, { key: 'inventory/2.csv.gz' }],
};

const objects = memoryObjects('data', {
  'people.csv': CSV,
  'people.csv.gz': gzipSync(CSV),
  'people.csv.zst': ZSTANDARD,
  'people.json': JSON.stringify({ all: PEOPLE, by: { id: { one: 1, two: 2 } } }),
  'people.jsonl': PEOPLE.map((person) => JSON.stringify(person)).join('\n'),
  'parts/': '',
  'parts/1.jsonl': '1\n2\n',
  'parts/2.jsonl': '',
  'parts/3.jsonl': '3\n',
  'inventory/manifest.json': JSON.stringify(INVENTORY),
  'inventory/1.csv.gz': gzipSync('"source","a%20b","1","2026-01-01T00:00:00.000Z"\n"source","b","2","x"\n'),
  'inventory/2.csv.gz': gzipSync('"source","c","3","y"\n'),
  'athena.csv': 's3://data/parts/1.jsonl\ns3://data/parts/3.jsonl\n',
  'lines.csv.gz': gzipSync('1\n').subarray(0, 12),
  'lines.csv.zst': ZSTANDARD.subarray(0, 20),
});

describe('an ItemReader', () => {
  test.each<[string, JsonObject]>([
    ['people.csv', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }],
    ['people.csv.gz', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }],
    ['people.csv.zst', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }],
    ['people.json', { InputType: 'JSON', ItemsPointer: '/all' }],
    ['people.jsonl', { InputType: 'JSONL' }],
  ])('reads %s with %j', async (key, config) => {
    const reading = getObject(key, config);
    const items = await itemsOf(objects, reading);
    expect(items.map(({ value }) => value)).toEqual(PEOPLE);
    expect(items[0]?.source).toBe(`S3://data/${key}`);
    expect(await restsOf(objects, reading)).toEqual([items.slice(1), items.slice(2), []]);
  });

  test('names the members of an object', async () => {
    const reading = getObject('people.json', { InputType: 'JSON', ItemsPointer: '/by/id' });
    const items = await itemsOf(objects, reading);
    expect(items.map(({ key, value }) => [key, value])).toEqual([
      ['one', 1],
      ['two', 2],
    ]);
    expect(await restsOf(objects, reading)).toEqual([items.slice(1), []]);
  });

  test('shows listed objects as S3 does, folders included', async () => {
    const reading = listObjects({}, { Prefix: 'parts/' });
    const items = await itemsOf(objects, reading);
    expect(items[1]).toMatchObject({
      value: {
        Etag: '"etag of parts/1.jsonl"',
        Key: 'parts/1.jsonl',
        LastModified: 1_700_000_000,
        Size: 4,
        StorageClass: 'STANDARD',
      },
      source: 'S3://data',
    });
    expect(items.map(({ value }) => (value as JsonObject)['Key'])).toEqual([
      'parts/',
      'parts/1.jsonl',
      'parts/2.jsonl',
      'parts/3.jsonl',
    ]);
    expect(await restsOf(objects, reading)).toEqual([items.slice(1), items.slice(2), items.slice(3), []]);
  });

  test('reads what the listed objects hold', async () => {
    const reading = listObjects({ InputType: 'JSONL', Transformation: 'LOAD_AND_FLATTEN' }, { Prefix: 'parts/' });
    const items = await itemsOf(objects, reading);
    expect(items.map(({ value, source }) => [value, source])).toEqual([
      [1, 'S3://data/parts/1.jsonl'],
      [2, 'S3://data/parts/1.jsonl'],
      [3, 'S3://data/parts/3.jsonl'],
    ]);
    expect(await restsOf(objects, reading)).toEqual([items.slice(1), items.slice(2), []]);
  });

  test.each([{ ManifestType: 'S3_INVENTORY' }, { InputType: 'MANIFEST' }])(
    'reads the entries of an S3 inventory with %j',
    async (config) => {
      const reading = getObject('inventory/manifest.json', config);
      const items = await itemsOf(objects, reading);
      expect(items.map(({ value }) => value)).toEqual([
        { Bucket: 'source', Key: 'a%20b', Size: '1', LastModifiedDate: '2026-01-01T00:00:00.000Z' },
        { Bucket: 'source', Key: 'b', Size: '2', LastModifiedDate: 'x' },
        { Bucket: 'source', Key: 'c', Size: '3', LastModifiedDate: 'y' },
      ]);
      expect(items[2]?.source).toBe('S3://data/inventory/2.csv.gz');
      expect(await restsOf(objects, reading)).toEqual([items.slice(1), items.slice(2), []]);
    },
  );

  test('reads the files that Athena has written', async () => {
    const reading = getObject('athena.csv', { ManifestType: 'ATHENA_DATA', InputType: 'JSONL' });
    const items = await itemsOf(objects, reading);
    expect(items.map(({ value }) => value)).toEqual([1, 2, 3]);
    expect(await restsOf(objects, reading)).toEqual([items.slice(1), items.slice(2), []]);
  });

  test.each([
    [{ MaxItems: 2 }, 2],
    [{ MaxItems: 5 }, 3],
    [{ MaxItems: 0 }, 3],
  ])('reads as many items as %j says, also with pauses', async (limit, count) => {
    const reading = getObject('people.csv', { InputType: 'CSV', ...limit });
    const items = await itemsOf(objects, reading);
    expect(items).toHaveLength(count);
    expect(await restsOf(objects, reading)).toEqual(items.map((_, index) => items.slice(index + 1)));
  });

  test('does not read behind the last item that it gives', async () => {
    const large = memoryObjects('data', { 'large.jsonl': '1\n'.repeat(100_000) }, 100);
    expect(await valuesOf(large, getObject('large.jsonl', { InputType: 'JSONL', MaxItems: 3 }))).toEqual([1, 1, 1]);
    expect(large.bytesRead).toBeLessThanOrEqual(200);
  });

  test('does not decompress more than it needs', async () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, index) => `"${createHash('md5').update(`${index}`).digest('hex')}"`,
    );
    const large = memoryObjects('data', { 'large.jsonl.gz': gzipSync(lines.join('\n')) }, 10_000);
    expect(await itemsOf(large, getObject('large.jsonl.gz', { InputType: 'JSONL', MaxItems: 3 }))).toHaveLength(3);
    expect(large.bytesRead).toBeLessThan(500_000);
    expect(large.contents.get('large.jsonl.gz')?.length).toBeGreaterThan(1_500_000);
  });

  test.each([
    ['people.jsonl', { InputType: 'JSONL' }, ['people.jsonl 48-']],
    ['people.csv', { InputType: 'CSV' }, ['people.csv 0-', 'people.csv 20-']],
    ['people.csv', { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['i'] }, ['people.csv 14-']],
  ])('goes on in the middle of %s with %j without reading what is before', async (key, config, reads) => {
    const fresh = memoryObjects('data', { [key]: objects.contents.get(key) ?? '' });
    const [, second] = await itemsOf(fresh, getObject(key, config));
    fresh.reads.length = 0;
    await itemsOf(fresh, getObject(key, config), second?.position);
    expect(fresh.reads).toEqual(reads);
  });

  test('asks for the version and the owner that it is told', async () => {
    const parameters = { VersionId: 'v1', ExpectedBucketOwner: '123456789012' };
    await itemsOf(objects, getObject('people.jsonl', { InputType: 'JSONL' }, parameters));
    expect(objects.places.at(-1)).toEqual({
      bucket: 'data',
      key: 'people.jsonl',
      versionId: 'v1',
      expectedBucketOwner: '123456789012',
    });
  });

  test.each([
    [getObject('no.json', { InputType: 'JSON' }), 'The specified key does not exist.'],
    [getObject('a', { InputType: 'JSON' }, { Bucket: 'no' }), 'The specified bucket does not exist'],
    [listObjects({}, { Bucket: 'no' }), 'The specified bucket does not exist'],
    [getObject('people.csv', { InputType: 'CSV', MaxItems: -1 }), 'field MaxItems must be positive'],
    [getObject('people.csv', { InputType: 'CSV', MaxItems: '2' }), 'field MaxItems must be an integer, not "2"'],
    [getObject('people.csv', { InputType: 'XML' }), 'InputType must be one of CSV, JSON, JSONL, PARQUET, not "XML"'],
    [getObject('people.csv', {}), 'InputType must be one of CSV, JSON, JSONL, PARQUET, not undefined'],
    [
      getObject('people.csv', { ManifestType: 'ATHENA_DATA' }),
      'InputType must be one of CSV, JSON, JSONL, PARQUET, not undefined',
    ],
    [
      getObject('people.csv', { ManifestType: 'OTHER' }),
      'ManifestType must be one of ATHENA_DATA, S3_INVENTORY, not "OTHER"',
    ],
    [listObjects({ Transformation: 'OTHER' }), 'Transformation must be one of NONE, LOAD_AND_FLATTEN, not "OTHER"'],
    [
      { ...listObjects(), resource: 'arn:aws:states:::s3:listObjects' },
      'The Resource arn:aws:states:::s3:listObjects of an ItemReader is not supported by Stepyard',
    ],
    [
      getObject('a', { InputType: 'JSON' }, { SSECustomerKey: 'k' }),
      'The field "SSECustomerKey" of s3:getObject is not supported by Stepyard',
    ],
    [
      getObject('a', { InputType: 'JSON' }, { VersionId: 1 }),
      "The value of the field 'VersionId' has an invalid format",
    ],
    [
      { ...getObject('a', { InputType: 'JSON' }), parameters: { Bucket: 'data' } },
      "The field 'Key' is required but was missing",
    ],
    [
      getObject('people.json', { ManifestType: 'S3_INVENTORY' }),
      'The manifest of the S3 inventory has no fileSchema, destinationBucket or files.',
    ],
    [
      getObject('people.csv', { ManifestType: 'ATHENA_DATA', InputType: 'CSV' }),
      'The manifest must have URIs of S3 objects, not id',
    ],
    [getObject('lines.csv.gz', { InputType: 'CSV' }), 'unexpected end of file'],
    [getObject('lines.csv.zst', { InputType: 'CSV' }), 'unexpected EOF'],
  ])('fails for %j', async (reading, detail) => {
    await expect(itemsOf(objects, reading)).rejects.toMatchObject({ error: 'States.ItemReaderFailed', detail });
  });

  test('lets bugs and unknown failures through', async () => {
    const broken = { ...objects, get: () => Promise.reject(new TypeError('a bug')) };
    await expect(itemsOf(broken, getObject('people.csv', { InputType: 'CSV' }))).rejects.toThrow(TypeError);
  });
});
