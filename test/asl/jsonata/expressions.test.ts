import { describe, expect, test } from 'vitest';
import { InvalidJsonata } from '../../../lib/asl/data/jsonata/expression.ts';
import { Payload } from '../../../lib/asl/payload.ts';
import { compileJsonata } from '../../../lib/asl/data/jsonata/expression.ts';
import { withoutClockAndChance } from '../machine/no-clock-no-chance.ts';
import { evaluateAlone, failureOf } from './evaluate-alone.ts';

withoutClockAndChance();

const given = {
  input: { n: 2, list: [1, 2, 3], one: [7], text: 'né', nothing: null, deep: { a: [{ b: 1 }, { b: 2 }] } },
  result: { ok: true },
  errorOutput: { Error: 'E', Cause: 'C' },
  variables: { v: [1, 2], sum: 5, ünï: 'x', object: { a: 1 } },
};

describe('an expression reads', () => {
  test.each([
    ['the input', '$states.input.n', 2],
    ['the context object', '$states.context.State.Name', 'S'],
    ['the result', '$states.result.ok', true],
    ['the error output', '$states.errorOutput.Error', 'E'],
    ['all of $states', '$keys($states)', ['input', 'context', 'result', 'errorOutput']],
    ['variables', '$v[1] + $object.a', 3],
    ['variables with names from any language', '$ünï', 'x'],
    ['a variable in the place of a function of that name', '$sum', 5],
    ['null as null', '$states.input.nothing', null],
    ['nothing of what objects inherit', '$exists($states.input.constructor)', false],
    ['the inside of no function', '$exists($string.implementation)', false],
  ])('%s', async (_, expression, value) => {
    expect(await evaluateAlone(expression, given)).toEqual(value);
  });
});

describe('a result', () => {
  test.each([
    ['of one element is that element', '$states.input.deep.a[b=2].b', 2],
    ['that is an array of one element stays one', '$states.input.one', [7]],
    ['that is written as an array stays one', '[0]', [0]],
    ['may be forced to be an array', '$states.input.deep.a[b=2].b[]', [2]],
    ['of several elements is an array', '$states.input.deep.a.b', [1, 2]],
    ['of an assignment is what was assigned', '$x := 3', 3],
    ['leaves out members without a value', '{"a": $nowhere, "b": null}', { b: null }],
    ['of a block is its last value', '(1; 2)', 2],
    [
      'of a transform is a changed copy',
      '$states.input.deep.a ~> |$|{"c": 0}|',
      [
        { b: 1, c: 0 },
        { b: 2, c: 0 },
      ],
    ],
    ['may have any member', '{"__proto__": 1}', JSON.parse('{"__proto__":1}') as object],
    ['of a regular expression’s match is data', '$match("ab", /a(b)/).groups', ['b']],
  ])('%s', async (_, expression, value) => {
    expect(await evaluateAlone(expression, given)).toEqual(value);
  });

  test.each([
    ['of nothing', '$states.input.nowhere', 'returned nothing (undefined).'],
    ['of a variable that nobody assigned', '$nobody', 'returned nothing (undefined).'],
    ['of an empty sequence', '$states.input.list[$ > 5]', 'returned nothing (undefined).'],
    ['that is a lambda', 'function($x) { $x }', 'returned an unsupported result type.'],
    ['that is a function', '$sum2 := $count', 'returned an unsupported result type.'],
    ['with a function in it', '{"a": [$count]}', 'returned an unsupported result type.'],
    ['that is a regular expression', '/a/', 'returned an unsupported result type.'],
    [
      'of a wrong operand',
      '"a" + 1',
      'threw an error during evaluation. T2001: The left side of the "+" operator must evaluate to a number',
    ],
    [
      'of calling what is no function',
      '$randomSeeded(1)',
      'threw an error during evaluation. T1006: Attempted to invoke a non-function',
    ],
    ['that is refused', '$error("no")', 'threw an error during evaluation. D3137: no'],
  ])('%s fails the state', async (_, expression, reason) => {
    expect(await failureOf(expression, given)).toBe(reason);
  });
});

test('a failure shows the expression without the blanks around it', async () => {
  const scope = {
    input: Payload.ofText('{}'),
    contextObject: () => ({}),
    variable: () => undefined,
    random: () => 0,
    work: { evaluated: 0 },
    now: 0,
  };
  await expect(compileJsonata('  $x ').evaluate(scope, 'Assign/a[0]')).rejects.toMatchObject({
    detail: "The JSONata expression '$x' specified for the field 'Assign/a[0]' returned nothing (undefined).",
    location: 'Assign/a[0]',
  });
});

test.each([
  ['', 'Unexpected end of expression'],
  ['[1,2', 'Expected "]" before end of expression'],
  ["'abc", 'String literal must be terminated by a matching quote'],
  ['/ab', 'No terminating / in regular expression'],
])('%j is refused in the words of the parser', (expression, message) => {
  expect(() => compileJsonata(expression)).toThrow(new InvalidJsonata(message));
});

test('what expressions do to values they are given is not seen by others', async () => {
  const input = { list: [1], object: { a: 1 } };
  const variables = { v: { list: [1], object: { a: 1 } } };
  const change = '($clone := function($x) { $x }; $states.input ~> |$|{"a": 2}|; $v ~> |$|{"a": 2}|; $v.list[])';
  expect(await evaluateAlone(change, { input, variables })).toEqual([1]);
  for (const value of [input, variables.v]) {
    expect(value).toEqual({ list: [1], object: { a: 1 } });
    expect(Object.keys(value.list)).toEqual(['0']);
  }
});
