import { isArray, type Json, type JsonObject } from '../json.ts';
import { createCsvParser, CSV_DELIMITERS } from './csv.ts';
import { itemReaderFailure, type ItemParser, type TextPosition } from './item-parser.ts';
import { createJsonParser } from './json-document.ts';
import { createJsonLinesParser } from './json-lines.ts';

/** How a text file is to be read: what a ReaderConfig says of it. */
export type TextFormat =
  | { readonly type: 'JSON'; readonly pointer: string }
  | { readonly type: 'JSONL' }
  /** Without `headers` the first row has them. */
  | { readonly type: 'CSV'; readonly delimiter: string; readonly headers?: readonly string[] };

/** undefined: InputType is none of JSON, JSONL and CSV. Throws StateFailure for settings that cannot be. */
export function textFormatOf({ InputType, ItemsPointer, ...csv }: JsonObject): TextFormat | undefined {
  switch (InputType) {
    case 'JSON':
      return { type: 'JSON', pointer: typeof ItemsPointer === 'string' ? ItemsPointer : '' };
    case 'JSONL':
      return { type: 'JSONL' };
    case 'CSV':
      return csvFormatOf(csv);
    default:
      return undefined;
  }
}

/** @param from behind an item of the same file; a CSV file then needs `headers` */
export function createTextParser(format: TextFormat, from?: TextPosition): ItemParser {
  switch (format.type) {
    case 'JSON':
      return createJsonParser(format.pointer, from);
    case 'JSONL':
      return createJsonLinesParser(from?.offset ?? 0);
    case 'CSV':
      return createCsvParser(format.delimiter, format.headers, from?.offset ?? 0);
  }
}

function csvFormatOf({ CSVDelimiter = 'COMMA', CSVHeaderLocation = 'FIRST_ROW', CSVHeaders }: JsonObject): TextFormat {
  const delimiter = typeof CSVDelimiter === 'string' ? CSV_DELIMITERS[CSVDelimiter] : undefined;
  if (delimiter === undefined) throw notSupported('CSVDelimiter', CSVDelimiter, Object.keys(CSV_DELIMITERS));
  switch (CSVHeaderLocation) {
    case 'FIRST_ROW':
      return { type: 'CSV', delimiter };
    case 'GIVEN':
      if (!isArray(CSVHeaders) || CSVHeaders.length === 0) throw itemReaderFailure('CSVHeaders must have a header.');
      return { type: 'CSV', delimiter, headers: CSVHeaders.map(String) };
    default:
      throw notSupported('CSVHeaderLocation', CSVHeaderLocation, ['FIRST_ROW', 'GIVEN']);
  }
}

function notSupported(field: string, value: Json, allowed: readonly string[]) {
  return itemReaderFailure(`${field} must be one of ${allowed.join(', ')}, not ${JSON.stringify(value)}`);
}
