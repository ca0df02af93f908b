import { describe, expect, test } from 'vitest';
import { findings, machineOf, schema } from './findings.ts';

const scope = { StartAt: 'B', States: { B: { Type: 'Succeed' } } };
const distributed = { ...scope, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
const map = (fields: object): object => machineOf({ Type: 'Map', ItemProcessor: distributed, End: true, ...fields });
const getObject = { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } };
const putObject = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b' } };
const reader = (ReaderConfig: object): object => ({ ItemReader: { ...getObject, ReaderConfig } });
const processor = (ProcessorConfig: object): object => ({ ItemProcessor: { ...scope, ProcessorConfig } });

describe('a Map', () => {
  test.each([
    ['may be inline', { ItemProcessor: scope }, []],
    ['may have the old form of a processor', { ItemProcessor: undefined, Iterator: scope }, []],
    ['may say that it is inline', processor({ Mode: 'INLINE' }), []],
    [
      'that is inline has no execution type',
      processor({ Mode: 'INLINE', ExecutionType: 'STANDARD' }),
      ["Field 'ExecutionType' is not supported at /States/S/ItemProcessor/ProcessorConfig"],
    ],
    [
      'that is distributed needs an execution type',
      processor({ Mode: 'DISTRIBUTED' }),
      ['These fields are required: [ExecutionType] at /States/S/ItemProcessor/ProcessorConfig'],
    ],
    [
      'has one of two execution types',
      processor({ Mode: 'DISTRIBUTED', ExecutionType: 'FAST' }),
      [
        'Value should be one of the following: [STANDARD, EXPRESS] at /States/S/ItemProcessor/ProcessorConfig/ExecutionType',
      ],
    ],
    [
      'needs states in its processor',
      { ItemProcessor: {} },
      ['These fields are required: [States, StartAt] at /States/S/ItemProcessor'],
    ],
    ['reads JSON', reader({ InputType: 'JSON', MaxItems: 10, ItemsPointer: '/a' }), []],
    ['reads CSV', reader({ InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a'] }), []],
    [
      'lists a bucket',
      { ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { 'Bucket.$': '$.b' } } },
      [],
    ],
    [
      'reads from known resources only',
      { ItemReader: { Resource: 'arn:aws:states:::s3:headObject' } },
      [
        "The field 'Resource' does not match any of the allowed values. Examples: [arn:aws:states:::s3:getObject, arn:aws:states:::s3:listObjectsV2] at /States/S/ItemReader/Resource",
      ],
    ],
    [
      'that reads needs a resource',
      { ItemReader: {} },
      ['These fields are required: [Resource] at /States/S/ItemReader'],
    ],
    [
      'that reads CSV knows where the headers are',
      reader({ InputType: 'CSV' }),
      ["The field 'CSVHeaderLocation' is required but was missing at /States/S/ItemReader/ReaderConfig"],
    ],
    [
      'that is given the headers has them',
      reader({ InputType: 'CSV', CSVHeaderLocation: 'GIVEN' }),
      ['These fields are required: [CSVHeaders] at /States/S/ItemReader/ReaderConfig'],
    ],
    [
      'that reads JSON has no headers',
      reader({ InputType: 'JSON', CSVHeaderLocation: 'FIRST_ROW' }),
      ["Field 'CSVHeaderLocation' is not supported at /States/S/ItemReader/ReaderConfig"],
    ],
    [
      'batches items',
      { ItemBatcher: { MaxItemsPerBatch: 10, MaxInputBytesPerBatchPath: '$.n', BatchInput: { 'a.$': '$.a' } } },
      [],
    ],
    [
      'that batches has a limit',
      { ItemBatcher: {} },
      [
        'This object should have at least one of the following fields: [MaxItemsPerBatch, MaxItemsPerBatchPath, MaxInputBytesPerBatch, MaxInputBytesPerBatchPath] at /States/S/ItemBatcher',
      ],
    ],
    [
      'keeps batches below the payload limit',
      { ItemBatcher: { MaxInputBytesPerBatch: 262_145 } },
      ['Maximum value is 262144 at /States/S/ItemBatcher/MaxInputBytesPerBatch'],
    ],
    [
      'writes results',
      { ResultWriter: { ...putObject, WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSONL' } } },
      [],
    ],
    [
      'that writes says where or how',
      { ResultWriter: {} },
      [
        'This object should have at least one of the following fields: [Resource, WriterConfig] at /States/S/ResultWriter',
      ],
    ],
    [
      'that writes to a resource has its parameters',
      { ResultWriter: { Resource: putObject.Resource } },
      ['These fields are required: [Parameters] at /States/S/ResultWriter'],
    ],
    [
      'that writes needs both settings',
      { ResultWriter: { WriterConfig: { OutputType: 'JSON' } } },
      ['These fields are required: [Transformation] at /States/S/ResultWriter/WriterConfig'],
    ],
  ])('%s', (_, fields, expected) => {
    expect(findings(map(fields))).toEqual(schema(...expected));
  });

  test('is not distributed in an Express workflow', () => {
    expect(findings(map({}), 'EXPRESS')).toEqual(
      schema(
        "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines at /States/S/ItemProcessor/ProcessorConfig/Mode",
      ),
    );
  });
});

describe('the label of a Map', () => {
  const at = '/States/S/Label';
  test.each([
    ['may have 40 characters', 'l'.repeat(40), []],
    [
      'has no more',
      'l'.repeat(41),
      [
        `INVALID_LABEL_NAME: Invalid Label name: Label '${'l'.repeat(41)}' exceeds the 40-character limit allowed by the service at ${at}`,
      ],
    ],
    [
      'has no blanks',
      'a b',
      [`INVALID_LABEL_NAME: Invalid Label name: Label 'a b' contains characters that are not allowed at ${at}`],
    ],
    [
      'is not empty',
      '',
      [`INVALID_LABEL_NAME: Invalid Label name: Label '' contains characters that are not allowed at ${at}`],
    ],
  ])('%s', (_, Label, expected) => {
    expect(findings(map({ Label }))).toEqual(expected);
  });
});
