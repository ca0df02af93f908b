import { describe, expect, test } from 'vitest';
import { readText, valuesOf } from './read-text.ts';

const lines = { type: 'JSONL' } as const;

describe('a JSON Lines file', () => {
  test.each([
    ['{"a":1}\n[2]\n"three"\nnull\n', [{ a: 1 }, [2], 'three', null]],
    ['{"a":1}\r\n{"b":2}', [{ a: 1 }, { b: 2 }]],
    ['\n1\n  \n2\n\n', [1, 2]],
    ['', []],
  ])('%j has an item on every line that is not blank', (text, values) => {
    for (const size of [1, 2, Infinity]) expect(valuesOf(readText(lines, text, size))).toEqual(values);
  });

  test('fails at a line that is not JSON', () => {
    expect(() => readText(lines, '1\n{"a":\n')).toThrow(
      expect.objectContaining({
        error: 'States.ItemReaderFailed',
        detail: 'Unexpected end-of-input within/between Object entries',
      }),
    );
  });

  test('can be read on behind any of its lines', () => {
    const text = '{"ä":1}\r\n\n2\r3\n\n"ö"';
    const items = readText(lines, text);
    for (const [index, { position }] of items.entries()) {
      expect(readText(lines, text, 2, position)).toEqual(items.slice(index + 1));
    }
  });
});
