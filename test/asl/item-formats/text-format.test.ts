import { expect, test } from 'vitest';
import { textFormatOf } from '../../../lib/asl/item-formats/text-format.ts';

test.each([
  [{ InputType: 'JSON' }, { type: 'JSON', pointer: '' }],
  [
    { InputType: 'JSON', ItemsPointer: '/a' },
    { type: 'JSON', pointer: '/a' },
  ],
  [{ InputType: 'JSONL', MaxItems: 2 }, { type: 'JSONL' }],
  [{ InputType: 'CSV' }, { type: 'CSV', delimiter: ',' }],
  [
    { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', CSVDelimiter: 'TAB' },
    { type: 'CSV', delimiter: '\t' },
  ],
  [
    { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a', 'b'], CSVDelimiter: 'PIPE' },
    { type: 'CSV', delimiter: '|', headers: ['a', 'b'] },
  ],
  [{ InputType: 'PARQUET' }, undefined],
])('the ReaderConfig %j is read', (config, format) => {
  expect(textFormatOf(config)).toEqual(format);
});

test.each([
  [{ CSVDelimiter: 'COLON' }, 'CSVDelimiter must be one of COMMA, PIPE, SEMICOLON, SPACE, TAB, not "COLON"'],
  [{ CSVHeaderLocation: 'LAST_ROW' }, 'CSVHeaderLocation must be one of FIRST_ROW, GIVEN, not "LAST_ROW"'],
  [{ CSVHeaderLocation: 'GIVEN' }, 'CSVHeaders must have a header.'],
])('the ReaderConfig %j of a CSV file is refused', (config, detail) => {
  expect(() => textFormatOf({ InputType: 'CSV', ...config })).toThrow(
    expect.objectContaining({ error: 'States.ItemReaderFailed', detail }),
  );
});
