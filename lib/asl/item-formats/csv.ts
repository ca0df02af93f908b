import { createCsvRecords } from './csv-record.ts';
import { itemReaderFailure, itemTooLarge, MAX_ITEM_BYTES } from './item-parser.ts';
import type { ItemParser, ParsedItem } from './item-parser.ts';
import { createLineSplitter, type Line } from './lines.ts';

/** ReaderConfig's CSVDelimiter. */
export const CSV_DELIMITERS: Readonly<Record<string, string>> = {
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  SPACE: ' ',
  TAB: '\t',
};

/** The longest header, in UTF-16 units (docs: 10 KB). */
const MAX_HEADER_LENGTH = 10 * 1024;

export interface CsvParser extends ItemParser {
  /** Names of the columns; undefined until the first row was read. */
  readonly headers: readonly string[] | undefined;
}

/**
 * Every record is an object of strings: short ones are filled up with empty strings, what is too much is dropped.
 * An empty line is a record, too (recorded for lines of blanks).
 * @param delimiter one character
 * @param headers undefined: the first record has them
 * @param start bytes of the file that are not pushed
 */
export function createCsvParser(delimiter: string, headers: readonly string[] | undefined, start: number): CsvParser {
  const lines = createLineSplitter(start);
  const records = createCsvRecords(delimiter);
  let columns = headers && checkedHeaders(headers);
  let recordStart = start;

  function* rowsOf(read: readonly Line[]): Iterable<ParsedItem> {
    for (const { text, end } of read) {
      if (end - recordStart > MAX_ITEM_BYTES) throw itemTooLarge();
      const record = records.add(text);
      if (record === undefined) continue;
      recordStart = end;
      if (columns === undefined) columns = checkedHeaders(record);
      else yield { value: row(columns, record), position: { offset: end } };
    }
  }

  return {
    isDone: false,
    get headers() {
      return columns;
    },
    push: (bytes) => rowsOf(lines.push(bytes)),
    *end() {
      yield* rowsOf(lines.end());
      if (records.isOpen) throw itemReaderFailure('Unterminated quoted field at the end of the CSV file.');
    },
  };
}

function row(columns: readonly string[], record: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map((column, index) => [column, record[index] ?? '']));
}

/** The text about duplicates is recorded. */
function checkedHeaders(headers: readonly string[]): readonly string[] {
  if (new Set(headers).size < headers.length) throw itemReaderFailure('CSV headers cannot contain duplicates.');
  if (headers.join().length > MAX_HEADER_LENGTH) throw itemReaderFailure('CSV headers cannot be larger than 10 KB.');
  return headers;
}
