import { describe, expect, test } from 'vitest';
import { InvalidPathSyntax } from '../../../lib/asl/data/json-path.ts';
import { compileTemplate } from '../../../lib/asl/data/template.ts';
import type { Json } from '../../../lib/asl/json.ts';
import { scopeOf } from './scope.ts';

const scope = scopeOf(
  { name: 'Ada', items: [{ id: 1 }, { id: 2 }], none: null },
  { context: { Execution: { Id: 'e-1' } }, variables: { total: 7 } },
);

describe('a template is filled from the scope', () => {
  test.each<[template: Json, result: Json]>([
    [{ 'a.$': '$.name' }, { a: 'Ada' }],
    [{ 'a.$': '$' }, { a: { name: 'Ada', items: [{ id: 1 }, { id: 2 }], none: null } }],
    [{ 'a.$': '$.none' }, { a: null }],
    [{ 'a.$': '$$.Execution.Id' }, { a: 'e-1' }],
    [{ 'a.$': '$$' }, { a: { Execution: { Id: 'e-1' } } }],
    [{ 'a.$': '$total' }, { a: 7 }],
    [{ 'a.$': "States.Format('{}-{}', $.name, $total)" }, { a: 'Ada-7' }],
    [{ 'a.$': '$.items[*].id' }, { a: [1, 2] }],
    [{ 'a.$': '$.nope[*].id' }, { a: [] }],
    [
      { 'a.$': '$.items[1].id', b: 'literal' },
      { a: 2, b: 'literal' },
    ],
    [
      { b: 1, 'a.$': '$total', c: 2 },
      { b: 1, a: 7, c: 2 },
    ],
    [{ x: { y: { 'z.$': '$total' } } }, { x: { y: { z: 7 } } }],
    [{ x: [1, { 'y.$': '$total' }, [{ 'z.$': '$.name' }]] }, { x: [1, { y: 7 }, [{ z: 'Ada' }]] }],
    [
      [{ 'a.$': '$total' }, '$.name'],
      [{ a: 7 }, '$.name'],
    ],
    [{ '.$': '$total' }, { '': 7 }],
    [{ 'a.b.$': '$total' }, { 'a.b': 7 }],
    [{ '__proto__.$': '$total' }, JSON.parse('{"__proto__":7}') as Json],
    [JSON.parse('{"__proto__":{"a":1},"b.$":"$total"}') as Json, JSON.parse('{"__proto__":{"a":1},"b":7}') as Json],
    [{ a: '$.name' }, { a: '$.name' }],
    [{ Comment: 'kept' }, { Comment: 'kept' }],
    [{}, {}],
    [[], []],
    ['$.name', '$.name'],
    [null, null],
    [0, 0],
  ])('%j gives %j', (template, result) => {
    expect(JSON.stringify(compileTemplate(template).evaluate(scope))).toBe(JSON.stringify(result));
  });

  test('an index past the end of an array gives null', () => {
    expect(compileTemplate({ 'a.$': '$.items[5]' }).evaluate(scope)).toEqual({ a: null });
  });
});

describe('a path that finds nothing fails the state and shows where it was looked for', () => {
  test.each<[Json, string]>([
    [
      { 'value.$': '$.x' },
      `The JSONPath '$.x' specified for the field 'value.$' could not be found in the input '${JSON.stringify(scope.input)}'`,
    ],
    [
      { deep: [{ 'value.$': '$.x.y' }] },
      `The JSONPath '$.x.y' specified for the field 'value.$' could not be found in the input '${JSON.stringify(scope.input)}'`,
    ],
    [
      { 'value.$': '$.items[5].id' },
      `The JSONPath '$.items[5].id' specified for the field 'value.$' could not be found in the input '${JSON.stringify(scope.input)}'`,
    ],
    [
      { 'value.$': '$$.Task.Token' },
      `The JSONPath '$$.Task.Token' specified for the field 'value.$' could not be found in the input '{"Execution":{"Id":"e-1"}}'`,
    ],
    [
      { 'value.$': '$nobody' },
      `The JSONPath '$nobody' specified for the field 'value.$' could not be found in the input '${JSON.stringify(scope.input)}'`,
    ],
    [
      { 'value.$': 'States.ArrayLength($.x)' },
      `The function 'States.ArrayLength($.x)' had the following error: The JsonPath argument for the field '$.x' could not be found in the input '${JSON.stringify(scope.input)}'`,
    ],
  ])('%j', (template, detail) => {
    expect(() => compileTemplate(template).evaluate(scope)).toThrow(
      expect.objectContaining({ error: 'States.Runtime', detail }),
    );
  });
});

test.each<Json>([
  { 'a.$': 1 },
  { 'a.$': null },
  { 'a.$': { b: 1 } },
  { 'a.$': '' },
  { 'a.$': 'name' },
  { 'a.$': '$.' },
  { 'a.$': 'States.Nope()' },
  { x: [{ 'a.$': 'name' }] },
])('%j is no template', (template) => {
  expect(() => compileTemplate(template)).toThrow(InvalidPathSyntax);
});

test('what is not computed is handed out as it is, without a copy', () => {
  const literal = { a: [1, { b: 2 }] };
  expect(compileTemplate(literal).evaluate(scope)).toBe(literal);
  const mixed = { fixed: { b: 1 }, 'c.$': '$total' };
  expect((compileTemplate(mixed).evaluate(scope) as typeof mixed).fixed).toBe(mixed.fixed);
});

test('a template is compiled once', () => {
  const template = { 'a.$': '$' };
  expect(compileTemplate(template)).toBe(compileTemplate(template));
});
