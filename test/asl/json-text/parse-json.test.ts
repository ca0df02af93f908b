import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../lib/asl/json.ts';
import { jsonText } from '../../../lib/asl/json-text/json-text.ts';
import { parseJson } from '../../../lib/asl/json-text/parse-json.ts';

describe('what is read is written as it was', () => {
  test.each([
    '1.0',
    '[1.0]',
    '{"a":1.0,"b":[true,false,null,"1.0",-1.0e-5]}',
    '{"__proto__":{"a":1.0},"constructor":2.0,"toJSON":3.0,"length":4}',
    '{"2":1.0,"b":2,"":{"":[]}}',
    '["\\"1.0","\\\\",1.0,"é\\ud800"]',
    '[[[]],[{}],{"a":{}},1.0]',
    '[-1.0,-1e5,0.0,-0.0,1e-7,1E+21]',
  ])('%s', (text) => {
    const value = parseJson(text);
    expect(jsonText(value)).toBe(text);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  test('apart from white space and escapes', () => {
    expect(jsonText(parseJson(' { "a" : [ 1.0 ,\n\t2 , "\\u0061" ] } '))).toBe('{"a":[1.0,2,"a"]}');
  });

  test('of two members with one name the last counts', () => {
    expect(jsonText(parseJson('{"a":1.0,"b":2,"a":3.0}'))).toBe('{"a":3.0,"b":2}');
  });

  test('without such numbers it is what JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value = JSON.parse(text) as Json;
        expect(jsonText(parseJson(text))).toBe(JSON.stringify(value));
        // One such number makes the whole text be read in the other way.
        expect(jsonText(parseJson(`[1.0,${text}]`))).toBe(`[1.0,${jsonText(parseJson(text))}]`);
      }),
    );
  });

  test.each(['', '[1.0', '{1.0:2}', '[1.0,]', '01.0', '1.', '.5', '1.0e', '[1.0 2]', '+1.0', 'NaN'])(
    '%j is no JSON',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );
});

describe('numbers meant to do harm', () => {
  test.each([
    ['a huge exponent', '[1e999999999]'],
    ['an exponent of many digits', `[1e${'9'.repeat(10_000)}]`],
    ['many digits', `[${'9'.repeat(100_000)}]`],
    ['many digits behind the point', `[0.${'0'.repeat(100_000)}1]`],
    ['many numbers', `[${'1.0,'.repeat(50_000)}1]`],
    ['depth', `${'['.repeat(1000)}1.0${']'.repeat(1000)}`],
  ])('%s comes back', (_, text) => {
    expect(jsonText(parseJson(text))).toBe(text);
  });

  test('arrays as deep as JSON.parse takes are read', () => {
    expect(Array.isArray(parseJson(`${'['.repeat(100_000)}1.0${']'.repeat(100_000)}`))).toBe(true);
  });
});
