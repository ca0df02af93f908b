import type { Field, Shape, ShapeName, ValueRule } from './shape.ts';

const string: Field = { value: { is: 'string' } };
const oneOf = (...values: readonly string[]): Field => ({ value: { is: 'oneOf', values } });
const object = (shape: ShapeName): Field => ({ value: { is: 'object', shape } });
const jsonPath = (value: ValueRule): Field => ({ value, language: 'JSONPath' });
const parameters: Shape['fields'] = {
  Parameters: jsonPath({ is: 'template' }),
  Arguments: { value: { is: 'template' }, language: 'JSONata' },
};
const scope: Shape['fields'] = { Comment: string, StartAt: string, States: { value: { is: 'states' } } };

/** The definition itself. */
export const MACHINE_SHAPE: Shape = {
  fields: {
    ...scope,
    QueryLanguage: oneOf('JSONPath', 'JSONata'),
    // 0 is accepted here, unlike for a Task (measured on AWS).
    TimeoutSeconds: { value: { is: 'integer', min: 0, max: 99_999_999 } },
    Version: oneOf('1.0'),
  },
  required: ['States', 'StartAt'],
  alternatives: [],
};

/** The objects within states, by the name the field table uses. */
export const SHAPES: { readonly [S in ShapeName]: Shape } = {
  branch: { fields: scope, required: ['States', 'StartAt'], alternatives: [] },
  itemProcessor: {
    fields: { ...scope, ProcessorConfig: object('processorConfig') },
    required: ['States', 'StartAt'],
    alternatives: [],
  },
  processorConfig: {
    fields: { Mode: oneOf('INLINE', 'DISTRIBUTED'), ExecutionType: oneOf('STANDARD', 'EXPRESS') },
    required: [],
    alternatives: [],
  },
  itemReader: {
    fields: {
      ...parameters,
      Resource: {
        value: {
          is: 'resourceAmong',
          resources: ['arn:aws:states:::s3:getObject', 'arn:aws:states:::s3:listObjectsV2'],
        },
      },
      ReaderConfig: object('readerConfig'),
    },
    required: ['Resource'],
    alternatives: [],
  },
  readerConfig: {
    fields: {
      InputType: oneOf('CSV', 'JSON', 'JSONL', 'PARQUET', 'MANIFEST'),
      Transformation: oneOf('NONE', 'LOAD_AND_FLATTEN'),
      ManifestType: oneOf('ATHENA_DATA', 'S3_INVENTORY'),
      CSVDelimiter: oneOf('COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'),
      CSVHeaderLocation: oneOf('FIRST_ROW', 'GIVEN'),
      CSVHeaders: { value: { is: 'listOf', item: { is: 'string' } } },
      MaxItems: { value: { is: 'integer', min: 0, max: 100_000_000 }, evaluated: true },
      MaxItemsPath: jsonPath({ is: 'path' }),
      ItemsPointer: string,
    },
    required: [],
    alternatives: [{ fields: ['MaxItems', 'MaxItemsPath'], reportedAtFirst: true }],
  },
  itemBatcher: {
    fields: {
      MaxItemsPerBatch: { value: { is: 'integer', min: 1 }, evaluated: true },
      MaxItemsPerBatchPath: jsonPath({ is: 'path' }),
      MaxInputBytesPerBatch: { value: { is: 'integer', min: 1, max: 262_144 }, evaluated: true },
      MaxInputBytesPerBatchPath: jsonPath({ is: 'path' }),
      BatchInput: { value: { is: 'template' } },
    },
    required: [],
    alternatives: [
      { fields: ['MaxItemsPerBatch', 'MaxItemsPerBatchPath'], reportedAtFirst: true },
      { fields: ['MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath'], reportedAtFirst: true },
    ],
  },
  resultWriter: {
    fields: {
      ...parameters,
      Resource: { value: { is: 'resourceAmong', resources: ['arn:aws:states:::s3:putObject'] } },
      WriterConfig: object('writerConfig'),
    },
    required: [],
    alternatives: [],
  },
  writerConfig: {
    fields: { Transformation: oneOf('NONE', 'COMPACT', 'FLATTEN'), OutputType: oneOf('JSON', 'JSONL') },
    required: ['Transformation', 'OutputType'],
    alternatives: [],
  },
};
