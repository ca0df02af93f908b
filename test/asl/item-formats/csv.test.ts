import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_ITEM_BYTES } from '../../../lib/asl/item-formats/item-parser.ts';
import { readText, valuesOf } from './read-text.ts';

const csv = { type: 'CSV', delimiter: ',' } as const;
const abc = { ...csv, headers: ['a', 'b', 'c'] };

describe('a CSV file', () => {
  test('has objects of strings, named by the first row', () => {
    expect(valuesOf(readText(csv, 'id,name\n1,Ann\n2,Bob\n'))).toEqual([
      { id: '1', name: 'Ann' },
      { id: '2', name: 'Bob' },
    ]);
  });

  test.each([
    ['short rows are filled with empty strings', 'x', ['x', '', '']],
    ['surplus fields are dropped', 'x,y,z,more', ['x', 'y', 'z']],
    ['only delimiters are a row of empty strings', ',,,', ['', '', '']],
    ['blanks are a row', '   ', ['   ', '', '']],
    ['an empty line is a row', '', ['', '', '']],
    ['single quotation marks mean nothing', "'x,y'", ["'x", "y'", '']],
    ['quoted fields keep delimiters', '"x,y",z', ['x,y', 'z', '']],
    ['quoted fields keep line ends', '"x\ny",z', ['x\ny', 'z', '']],
    ['two quotation marks in a quoted field are one', '"say ""hi""",z', ['say "hi"', 'z', '']],
    ['two quotation marks in an unquoted field are one', '{""k"":1},z', ['{"k":1}', 'z', '']],
    ['an empty quoted field is empty', '"",z', ['', 'z', '']],
    ['blanks before a quoted field are dropped', ' "x,y",z', ['x,y', 'z', '']],
    ['a lone quotation mark amid a field stands for itself', '5" disk,z', ['5" disk', 'z', '']],
    ['a backslash keeps a backslash', 'C:\\\\dir,z', ['C:\\dir', 'z', '']],
    ['a backslash keeps a quotation mark', '\\"x\\",z', ['"x"', 'z', '']],
    ['a backslash keeps a quotation mark in a quoted field', '"a\\"b",z', ['a"b', 'z', '']],
    ['a backslash keeps a delimiter', 'x\\,y,z', ['x,y', 'z', '']],
    ['a backslash before anything else disappears', 'x\\y,\\z', ['xy', 'z', '']],
    ['text beyond ASCII comes through', 'grün,日本,😀', ['grün', '日本', '😀']],
  ])('%s', (_title, line, [a, b, c]) => {
    for (const size of [1, 2, 3, 7, Infinity]) {
      expect(valuesOf(readText(abc, `${line}\nlast\n`, size))).toEqual([
        { a, b, c },
        { a: 'last', b: '', c: '' },
      ]);
    }
  });

  test.each([
    ['line feeds', '1\n2\n3\n'],
    ['carriage returns and line feeds', '1\r\n2\r\n3\r\n'],
    ['carriage returns', '1\r2\r3\r'],
    ['no end of the last line', '1\n2\n3'],
  ])('may end its lines with %s', (_title, text) => {
    for (const size of [1, 2, 3, Infinity]) {
      expect(valuesOf(readText({ ...csv, headers: ['n'] }, text, size))).toEqual([{ n: '1' }, { n: '2' }, { n: '3' }]);
    }
  });

  test.each([
    ['|', 'x|y,1'],
    [';', 'x;y,1'],
    [' ', 'x y,1'],
    ['\t', 'x\ty,1'],
  ])('may have %j between fields', (delimiter, line) => {
    expect(valuesOf(readText({ ...csv, delimiter, headers: ['a', 'b'] }, line))).toEqual([{ a: 'x', b: 'y,1' }]);
  });

  test('may begin with a byte order mark', () => {
    expect(valuesOf(readText(csv, '\uFEFFid\n1'))).toEqual([{ id: '1' }]);
  });

  test.each([
    ['', []],
    ['id,name\n', []],
  ])('without rows (%j) has no items', (text, items) => {
    expect(readText(csv, text)).toEqual(items);
  });

  test.each([
    ['headers that are not different', 'a,b,a\n1,2,3', 'CSV headers cannot contain duplicates.'],
    ['headers of more than 10 KB', `${'h'.repeat(11_000)}\n1`, 'CSV headers cannot be larger than 10 KB.'],
    ['a field that does not end', 'a\n"x\ny\n', 'Unterminated quoted field at the end of the CSV file.'],
    ['too large a row', `a\n${'x'.repeat(MAX_ITEM_BYTES + 1)}`, `An item is larger than ${MAX_ITEM_BYTES} bytes.`],
  ])('fails with %s', (_title, text, detail) => {
    expect(() => readText(csv, text)).toThrow(expect.objectContaining({ error: 'States.ItemReaderFailed', detail }));
  });

  test('can be read on behind any of its rows', () => {
    const text = 'ä,"1\n2",x\r\n"ö\r\n",2,y\nü,3,z';
    const items = readText(abc, text);
    expect(items).toHaveLength(3);
    for (const [index, { position }] of items.entries()) {
      expect(readText(abc, text, 2, position)).toEqual(items.slice(index + 1));
    }
  });

  test('has whatever texts were put into it, however it is cut, and from behind any row on', () => {
    const piece = fc.oneof(fc.constantFrom('"', '\\', '\n', ',', ';', ' ', 'é', '😀', '""', '\uFEFF'), fc.string());
    const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join('').replaceAll('\r', ''));
    const rows = fc.array(fc.record({ a: text, b: text }), { maxLength: 5 });
    const lineEnd = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(rows, lineEnd, fc.constantFrom(',', ';'), fc.nat({ max: 9 }), (records, end, delimiter, size) => {
        const format = { ...csv, delimiter };
        const quoted = (value: string) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '""')}"`;
        const lines = ['a,b'.replace(',', delimiter), ...records.map(({ a, b }) => quoted(a) + delimiter + quoted(b))];
        const file = lines.map((line) => line + end).join('');
        const items = readText(format, file, size + 1);
        expect(valuesOf(items)).toEqual(records);
        for (const [index, { position }] of items.entries()) {
          const rest = readText({ ...format, headers: ['a', 'b'] }, file, size + 1, position);
          expect(rest).toEqual(items.slice(index + 1));
        }
      }),
    );
  });
});
