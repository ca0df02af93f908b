import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonEquals, type Json } from '../../../lib/asl/json.ts';
import { parseJson } from '../../../lib/asl/json-text/parse-json.ts';
import { valueKey } from '../../../lib/asl/json-text/value-key.ts';

test.each([
  ['1', '1.0', true],
  ['100', '1e2', true],
  ['0', '-0.0', true],
  ['1', '-1.0', false],
  ['12345678901234567890', '12345678901234567891', false],
  ['1', '"1"', false],
  ['{"a":1,"b":[1.0]}', '{"b":[1],"a":1.0}', true],
  ['{"a":[1,2]}', '{"a":[2,1]}', false],
  ['["a","b"]', '["a\\",\\"b"]', false],
])('%s and %s: %s', (a, b, same) => {
  expect(valueKey(parseJson(a)) === valueKey(parseJson(b))).toBe(same);
  expect(jsonEquals(parseJson(a), parseJson(b))).toBe(same);
});

test('what is equal has one key, and nothing else', () => {
  const value = fc.jsonValue({ maxDepth: 3, depthSize: 'small' }) as fc.Arbitrary<Json>;
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(valueKey(a) === valueKey(b)).toBe(jsonEquals(a, b));
      expect(valueKey(a)).toBe(valueKey(parseJson(JSON.stringify(a))));
    }),
  );
});
