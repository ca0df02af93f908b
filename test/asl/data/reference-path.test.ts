import { describe, expect, test } from 'vitest';
import { InvalidPathSyntax } from '../../../lib/asl/data/json-path.ts';
import { compileReferencePath, insertAt } from '../../../lib/asl/data/reference-path.ts';
import type { Json } from '../../../lib/asl/json.ts';

describe('ResultPath puts the result into the raw input', () => {
  test.each<[path: string, input: Json, output: Json]>([
    ['$', { a: 1 }, 'R'],
    ['$', null, 'R'],
    ['$.r', {}, { r: 'R' }],
    ['$.r', { a: 1 }, { a: 1, r: 'R' }],
    ['$.a', { a: 1, b: 2 }, { a: 'R', b: 2 }],
    ['$.a.b', { a: { b: 1, c: 2 } }, { a: { b: 'R', c: 2 } }],
    ['$.a.b.c', {}, { a: { b: { c: 'R' } } }],
    ["$['a.b']['c d']", {}, { 'a.b': { 'c d': 'R' } }],
    ['$[1]', [1, 2, 3], [1, 'R', 3]],
    ['$.a[0].b', { a: [{ c: 1 }, 2] }, { a: [{ c: 1, b: 'R' }, 2] }],
    ['$.a[0][1]', { a: [[1, 2]] }, { a: [[1, 'R']] }],
    ['$.constructor.x', {}, { constructor: { x: 'R' } }],
    ['$.__proto__.x', {}, JSON.parse('{"__proto__":{"x":"R"}}') as Json],
    ['$.b', JSON.parse('{"__proto__":1}') as Json, JSON.parse('{"__proto__":1,"b":"R"}') as Json],
  ])('%s of %j gives %j', (path, input, output) => {
    const before = JSON.stringify(input);
    expect(JSON.stringify(insertAt(compileReferencePath(path), input, 'R'))).toBe(JSON.stringify(output));
    expect(JSON.stringify(input)).toBe(before);
  });

  test('what lies beside the path is not copied', () => {
    const input = { big: [1, 2, 3], a: { b: 1 } };
    const output = insertAt(compileReferencePath('$.a.b'), input, 2) as typeof input;
    expect(output.big).toBe(input.big);
  });
});

describe('a result that has no place fails the state', () => {
  test.each<[path: string, input: Json]>([
    ['$.r', null],
    ['$.r', 'text'],
    ['$.r', 1],
    ['$.r', [1]],
    ['$.a.b', { a: 1 }],
    ['$.a.b', { a: null }],
    ['$.a.b', { a: [] }],
    ['$[0]', {}],
    ['$[0]', []],
    ['$[2]', [1, 2]],
    ['$.a[0]', {}],
    ['$.a[1]', { a: [1] }],
  ])('%s of %j', (path, input) => {
    expect(() => insertAt(compileReferencePath(path), input, 'R')).toThrow(
      expect.objectContaining({
        error: 'States.ResultPathMatchFailure',
        detail: `Unable to apply ReferencePath ${path} to input ${JSON.stringify(input)}`,
      }),
    );
  });
});

test.each([
  '$$',
  '$$.a',
  '$x',
  '$.*',
  '$[*]',
  '$..a',
  '$[0:1]',
  '$[0,1]',
  "$['a','b']",
  '$[?(@.a)]',
  '$[-1]',
  '$.length()',
  'a',
  '',
])('%j is no reference path', (path) => {
  expect(() => compileReferencePath(path)).toThrow(InvalidPathSyntax);
});
