import { describe, expect, test } from 'vitest';
import { distributed, inline, input, inspect } from './tested-map.ts';

test('the entries of an object are items with a key and a source', async () => {
  const ItemSelector = { 'k.$': '$$.Map.Item.Key', 'v.$': '$$.Map.Item.Value', 'from.$': '$$.Map.Item.Source' };
  const items = { a: 1, b: 2 };
  const { inspectionData } = await inspect({ ...distributed, ItemSelector }, { input: { items } });
  expect(inspectionData).toMatchObject({
    afterItemsPath: items,
    afterItemSelector: [
      { k: 'a', v: 1, from: 'STATE_DATA' },
      { k: 'b', v: 2, from: 'STATE_DATA' },
    ],
  });
});

test('every item has chance of its own', async () => {
  const { inspectionData } = await inspect({ ...distributed, ItemSelector: { 'id.$': 'States.UUID()' } });
  const [first, second] = inspectionData?.['afterItemSelector'] as readonly unknown[];
  expect(first).not.toEqual(second);
});

describe('ItemBatcher', () => {
  const batches = async (ItemBatcher: object, more: object = {}) =>
    (await inspect({ ...distributed, ItemBatcher, ...more }, { input: { items: [1, 2, 3], n: 2, max: 20 } }))
      .inspectionData;

  test.each<[object, readonly object[]]>([
    [{ MaxItemsPerBatch: 2 }, [{ Items: [1, 2] }, { Items: [3] }]],
    [{ MaxItemsPerBatchPath: '$.n' }, [{ Items: [1, 2] }, { Items: [3] }]],
    [{ MaxInputBytesPerBatch: 13 }, [{ Items: [1] }, { Items: [2] }, { Items: [3] }]],
    [{ MaxInputBytesPerBatch: 15 }, [{ Items: [1, 2] }, { Items: [3] }]],
    [{ MaxInputBytesPerBatchPath: '$.max' }, [{ Items: [1, 2, 3] }]],
    [
      { MaxItemsPerBatch: 2, BatchInput: { 'n.$': '$.n' } },
      [
        { BatchInput: { n: 2 }, Items: [1, 2] },
        { BatchInput: { n: 2 }, Items: [3] },
      ],
    ],
  ])('%j makes the inputs of the child executions', async (batcher, expected) => {
    const inspectionData = await batches(batcher);
    expect(inspectionData?.['afterItemBatcher']).toEqual(expected);
    expect(inspectionData).not.toHaveProperty('afterItemSelector');
  });

  test('batches what ItemSelector makes of the items', async () => {
    expect(await batches({ MaxItemsPerBatch: 2 }, { ItemSelector: { 'v.$': '$$.Map.Item.Value' } })).toMatchObject({
      afterItemSelector: [{ v: 1 }, { v: 2 }, { v: 3 }],
      afterItemBatcher: [{ Items: [{ v: 1 }, { v: 2 }] }, { Items: [{ v: 3 }] }],
    });
  });

  test('counts failed iterations by items, not by batches', async () => {
    const state = { ...distributed, ItemBatcher: { MaxItemsPerBatch: 2 }, ToleratedFailureCount: 1 };
    const stateConfiguration = { mapIterationFailureCount: 2 };
    expect(await inspect(state, { stateConfiguration })).toMatchObject({
      error: 'States.ExceedToleratedFailureThreshold',
    });
  });

  test('may be expressions', async () => {
    const { ItemsPath, ...map } = distributed;
    const ItemBatcher = { MaxItemsPerBatch: '{% $states.input.limit %}', BatchInput: '{% $states.input.share %}' };
    const state = { ...map, QueryLanguage: 'JSONata', Items: '{% $states.input.items.n %}', ItemBatcher };
    expect((await inspect(state)).inspectionData?.['afterItemBatcher']).toEqual([
      { BatchInput: 50, Items: [1] },
      { BatchInput: 50, Items: [2] },
    ]);
  });

  test('fails the Map when a batch cannot be made', async () => {
    const state = { ...distributed, ItemBatcher: { MaxItemsPerBatchPath: '$.items' } };
    expect(await inspect(state)).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The MaxItemsPerBatchPath field refers to value "[{"n":1},{"n":2}]" which is not a valid integer: $.items',
    });
  });

  test('is of distributed Maps only, as in an execution', async () => {
    expect(await inspect({ ...inline, ItemBatcher: { MaxItemsPerBatch: 2 } })).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The Map field ItemBatcher is supported in DISTRIBUTED mode only.',
    });
  });
});

describe('an ItemReader', () => {
  const { ItemsPath, ...map } = distributed;
  const read = (ReaderConfig: object, mapItemReaderData?: string, given: object = input, fields: object = {}) =>
    inspect(
      {
        ...map,
        ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig, Parameters: { Bucket: 'b', Key: 'k' } },
        ItemSelector: { 'v.$': '$$.Map.Item.Value' },
        ...fields,
      },
      { input: given, stateConfiguration: { mapItemReaderData } },
    );

  test.each([
    ['an array', { InputType: 'JSON' }, '[1, 2]'],
    ['the values of an object', { InputType: 'JSON' }, '{"a": 1, "b": 2}'],
    ['what ItemsPointer points at', { InputType: 'JSON', ItemsPointer: '/a~1b/1' }, '{"a/b": [0, [1, 2]]}'],
    ['lines', { InputType: 'JSONL' }, '1\n\n2\n'],
  ])('reads %s from the given data', async (_name, config, data) => {
    const { inspectionData } = await read(config, data);
    expect(inspectionData?.['afterItemSelector']).toEqual([{ v: 1 }, { v: 2 }]);
    expect(inspectionData).not.toHaveProperty('afterItemsPath');
  });

  test.each([
    ['an array', '/a', '{"a": [1, 2, 3], "b": 4}', [1, 2, 3]],
    ['an object', '/a', '{"a": {"x": 1, "y": 2}}', { x: 1, y: 2 }],
  ])(
    'shows %s that ItemsPointer points at, however many items are taken',
    async (_name, ItemsPointer, data, pointedAt) => {
      const { inspectionData } = await read({ InputType: 'JSON', ItemsPointer, MaxItems: 1 }, data);
      expect(inspectionData).toMatchObject({ afterItemsPointer: pointedAt, afterItemSelector: [{ v: 1 }] });
    },
  );

  test.each([
    ['without ItemsPointer', { InputType: 'JSON' }, '[1]'],
    ['of a file that is no JSON', { InputType: 'JSONL', ItemsPointer: '/a' }, '1\n'],
  ])('%s there is nothing that is pointed at', async (_name, config, data) => {
    expect((await read(config, data)).inspectionData).not.toHaveProperty('afterItemsPointer');
  });

  test.each([{ MaxItems: 2 }, { MaxItemsPath: '$.max' }])('takes no more items than %j', async (most) => {
    const { inspectionData } = await read({ InputType: 'JSON', ...most }, '[1, 2, 3]', { max: 2 });
    expect(inspectionData?.['afterItemSelector']).toEqual([{ v: 1 }, { v: 2 }]);
  });

  test('takes a number of items that is none for a failure of the reader', async () => {
    expect(await read({ InputType: 'JSON', MaxItemsPath: '$.max' }, '[1]', { max: -1 })).toMatchObject({
      status: 'FAILED',
      error: 'States.ItemReaderFailed',
      cause: 'field MaxItems must be positive',
    });
  });

  test('gives items the keys of an object, and the object in S3 as their source', async () => {
    const ItemSelector = { 'k.$': '$$.Map.Item.Key', 'from.$': '$$.Map.Item.Source' };
    const { inspectionData } = await read({ InputType: 'JSON' }, '{"a": 1}', input, { ItemSelector });
    expect(inspectionData?.['afterItemSelector']).toEqual([{ k: 'a', from: 'S3://b/k' }]);
  });

  test('fails the Map when its parameters cannot be read', async () => {
    const ItemReader = { Resource: 'arn:aws:states:::s3:getObject', Parameters: { 'Bucket.$': '$.no', Key: 'k' } };
    expect(await inspect({ ...map, ItemReader })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('reads the rows of a CSV file', async () => {
    const config = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', CSVDelimiter: 'PIPE' };
    const { inspectionData } = await read(config, 'a|b\n1|2\n');
    expect(inspectionData?.['afterItemSelector']).toEqual([{ v: { a: '1', b: '2' } }]);
  });

  test.each([
    ['1', 'Attempting to map over non-iterable node.'],
    ['{', 'Unexpected end-of-input: expected close marker for Object'],
  ])('fails when the data are %s', async (data, cause) => {
    expect(await read({ InputType: 'JSON' }, data)).toMatchObject({
      status: 'FAILED',
      error: 'States.ItemReaderFailed',
      cause,
    });
  });

  test('leaves a Map without data the items that ItemsPath finds', async () => {
    const { inspectionData } = await read({ InputType: 'JSON' }, undefined, input, { ItemsPath: '$.items' });
    expect(inspectionData?.['afterItemSelector']).toEqual([{ v: { n: 1 } }, { v: { n: 2 } }]);
  });

  test.each([
    ['without data', { InputType: 'JSON' }, undefined],
    ['of other files', { InputType: 'PARQUET' }, 'PAR1'],
  ])('%s selects nothing', async (_name, config, data) => {
    const answer = await read(config, data);
    expect(answer).toMatchObject({ status: 'SUCCEEDED', output: ['a', 'b'] });
    expect(answer.inspectionData).not.toHaveProperty('afterItemSelector');
  });
});
