import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StateFailure } from '../../../lib/asl/errors.ts';
import { MAX_ITEM_BYTES } from '../../../lib/asl/item-formats/item-parser.ts';
import { createTextParser } from '../../../lib/asl/item-formats/text-format.ts';
import { readText, valuesOf } from './read-text.ts';

const json = { type: 'JSON', pointer: '' } as const;

describe('a JSON file', () => {
  test.each([
    ['[]', []],
    ['{}', []],
    [
      ' [ 1 , "]" , [2,[3]] , {"a":"\\"}"} , null , true , -1500 ] \n',
      [1, ']', [2, [3]], { a: '"}' }, null, true, -1500],
    ],
    ['\uFEFF["ä","😀"]', ['ä', '😀']],
  ])('%j has the elements of its array', (text, values) => {
    for (const size of [1, 2, 3, Infinity]) expect(valuesOf(readText(json, text, size))).toEqual(values);
  });

  test('has the members of its object, with their names', () => {
    const items = readText(json, '{"a": 1, "b\\n": {"c": [2]}}', 3);
    expect(items.map(({ key, value }) => [key, value])).toEqual([
      ['a', 1],
      ['b\n', { c: [2] }],
    ]);
  });

  test.each([
    ['/a', [1, 2]],
    ['/b/1/c', ['found']],
    ['/d', ['member']],
    ['/e~1f/~0g', [3]],
    ['/', [4]],
  ])('has the items that %s points to', (pointer, values) => {
    const text = JSON.stringify({
      before: { a: ['not these'], text: '"a":[0]' },
      a: [1, 2],
      b: [['not these'], { c: ['found'] }],
      d: { key: 'member' },
      'e/f': { '~g': [3] },
      '': [4],
    });
    for (const size of [1, 5, Infinity]) expect(valuesOf(readText({ ...json, pointer }, text, size))).toEqual(values);
  });

  test('is not read behind what is pointed to', () => {
    expect(valuesOf(readText({ ...json, pointer: '/a' }, '{"a":[1],!'))).toEqual([1]);
  });

  test.each([
    ['', '', 'No content to map due to end-of-input'],
    ['5', '', 'Attempting to map over non-iterable node.'],
    ['"text"', '', 'Attempting to map over non-iterable node.'],
    ['{"a":5}', '/a', 'Attempting to map over non-iterable node.'],
    ['{"a":[]}', '/b', 'Attempting to map over non-iterable node.'],
    ['[[1]]', '/1', 'Attempting to map over non-iterable node.'],
    ['{"a":[1]}', 'a', "ItemsPointer must be a JSON Pointer, which begins with '/': a"],
    [
      'nonsense',
      '',
      "Unrecognized token 'nonsense': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    ],
    ['[1,]', '', "Unexpected character ']' at byte 3: was expecting a value"],
    ['[1', '', 'Unexpected end-of-input: expected close marker for Array'],
    ['[1,"', '', 'Unexpected end-of-input: expected close marker for Array'],
    ['[1 2]', '', "Unexpected character '2' at byte 3: was expecting ',' or ']'"],
    ['[1}', '', "Unexpected character '}' at byte 2: was expecting ',' or ']'"],
    ['{"a" 1}', '', "Unexpected character '1' at byte 5: was expecting ':'"],
    ['{a:1}', '', "Unexpected character 'a' at byte 1: was expecting a name in quotation marks"],
    ['[1] [2]', '', "Unexpected character '[' at byte 4: was expecting the end of the file"],
    [`["${'x'.repeat(MAX_ITEM_BYTES)}"]`, '', `An item is larger than ${MAX_ITEM_BYTES} bytes.`],
  ])('fails where it is wrong (case %#)', (text, pointer, detail) => {
    expect(() => readText({ ...json, pointer }, text)).toThrow(
      expect.objectContaining({ error: 'States.ItemReaderFailed', detail }),
    );
  });

  test('gives the items before the place where it is wrong', () => {
    const found: unknown[] = [];
    const parser = createTextParser(json);
    expect(() => {
      for (const { value } of parser.push(new TextEncoder().encode('[1,2,oops]'))) found.push(value);
    }).toThrow(StateFailure);
    expect(found).toEqual([1, 2]);
  });

  test('has what JSON.parse finds, however it is cut, and from behind any item on', () => {
    const array = fc.array(fc.jsonValue(), { maxLength: 6 });
    const object = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 });
    const indent = fc.constantFrom('', ' ', '\r\n\t');
    fc.assert(
      fc.property(fc.oneof(array, object), indent, fc.integer({ min: 1, max: 9 }), (document, space, size) => {
        const text = JSON.stringify(document, undefined, space);
        const items = readText(json, text, size);
        expect(valuesOf(items)).toEqual(Object.values(JSON.parse(text) as object));
        for (const [index, { position }] of items.entries()) {
          expect(readText(json, text, size, position)).toEqual(items.slice(index + 1));
        }
      }),
    );
  });
});
