import { describe, expect, test } from 'vitest';
import { findings, machineOf } from '../validate/findings.ts';

const jsonata = { QueryLanguage: 'JSONata' };
const pass = (expression: string) => ({ Type: 'Pass', Output: `{%${expression}%}`, End: true });
const task = (fields: object) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true, ...fields });

function found(state: object): readonly string[] {
  return findings(machineOf(state, jsonata));
}

describe('an expression that cannot be parsed is reported in the words of the parser', () => {
  test.each([
    ['', 'Unexpected end of expression'],
    [' ', 'Unexpected end of expression'],
    ['[1;2', 'Expected "]", got ";"'],
    ["'abc", 'String literal must be terminated by a matching quote'],
    ['}', 'The symbol "}" cannot be used as a unary operator'],
    ['/ab', 'No terminating / in regular expression'],
  ])('%j', (expression, message) => {
    expect(found(pass(expression))).toEqual([`INVALID_JSONATA_EXPRESSION: ${message} at /States/S/Output`]);
  });
});

describe('there is nothing at the top level of an expression:', () => {
  const atTop = (name: string) => `Reference to '${name}' at the top level is not supported.`;
  test.each([
    ['phone', [atTop('phone')]],
    ['phone.mobile', [atTop('phone')]],
    ['$.phone', [atTop('$')]],
    ['[a, b, a]', [atTop('a'), atTop('b')]],
    ['{"a": b}', [atTop('b')]],
    ['$sum(a) + -b', [atTop('a'), atTop('b')]],
    ['a ? b : c', [atTop('a'), atTop('b'), atTop('c')]],
    ['($x := a; $x)', [atTop('a')]],
    ['$map($states.input, function($v) { $v.a & b })', [atTop('b')]],
    ['$states.input ~> $f(a)', [atTop('a')]],
    ['$$', ["Reference to '$$' is not supported."]],
    ['$states.input[a = $$.b]', ["Reference to '$$' is not supported."]],
  ])('%s', (expression, messages) => {
    expect(found(pass(expression))).toEqual(
      messages.map((message) => `UNSUPPORTED_JSONATA_EXPRESSION: ${message} at /States/S/Output`),
    );
  });

  test.each([
    '**.x',
    '*',
    '$states.input.phone',
    '$states.input[phone = 1]',
    '$states.input.(a & b)',
    '$states.input.{"a": b}',
    '$states.input{a: b}',
    '$states.input^(age)',
    '$states.input.a.%.b',
    '$states.input[$ > 1]',
    '$states.input ~> |a|{"b": c}, "d"|',
    '$undefined + $sum($numbers)',
  ])('but there is in %s', (expression) => {
    expect(found(pass(expression))).toEqual([]);
  });
});

describe('$states has', () => {
  const missing = (field: string, at: string) =>
    `UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.${field}' does not exist. at /States/S/${at}`;
  const both = '{% [$states.result, $states.errorOutput] %}';

  test.each([
    ['input and context everywhere', pass('[$states.input, $states.context.State.Name, $states]'), []],
    ['nothing else', pass('$states.inputs'), [missing('inputs', 'Output')]],
    ['no result in a Pass', pass('$states.result'), [missing('result', 'Output')]],
    [
      'no result before there is one',
      task({ Arguments: { a: both } }),
      [missing('result', 'Arguments/a'), missing('errorOutput', 'Arguments/a')],
    ],
    [
      'a result in the Output and Assign of a Task',
      task({ Output: [both], Assign: { x: both } }),
      [missing('errorOutput', 'Output[0]'), missing('errorOutput', 'Assign/x')],
    ],
    [
      'an error output in catchers',
      task({ Catch: [{ ErrorEquals: ['E'], Next: 'Z', Output: { a: both }, Assign: { x: both } }] }),
      [missing('result', 'Catch[0]/Output/a'), missing('result', 'Catch[0]/Assign/x')],
    ],
    [
      'no result in choice rules',
      { Type: 'Choice', Choices: [{ Condition: '{% $states.result %}', Next: 'Z' }], Default: 'Z' },
      [missing('result', 'Choices[0]/Condition')],
    ],
    [
      'a result only of the state itself',
      {
        Type: 'Map',
        ItemProcessor: { StartAt: 'I', States: { I: { ...pass('$states.result'), Output: '{% $states.result %}' } } },
        ItemSelector: both,
        Output: '{% $states.result %}',
        End: true,
      },
      [
        missing('result', 'ItemProcessor/States/I/Output'),
        missing('result', 'ItemSelector'),
        missing('errorOutput', 'ItemSelector'),
      ],
    ],
  ])('%s', (_, state, expected) => {
    expect([...found(state)].sort()).toEqual([...expected].sort());
  });
});

test.each([
  ['what is not in delimiters', { Type: 'Pass', Output: 'a [', Comment: '{% [ %}', End: true }],
  ['a text with blanks around the delimiters', { Type: 'Pass', Output: ' {% [ %}', End: true }],
  ['credentials, before they are used', task({ Credentials: { RoleArn: '{% [ %}' } })],
])('%s is not parsed', (_, state) => {
  expect(found(state)).toEqual([]);
});

test('a long expression is checked, and one nested beyond measure refused', () => {
  expect(found(pass(`[1${',1'.repeat(100_000)}]`))).toEqual([]);
  expect(found(pass('('.repeat(100_000)))).toEqual([
    'INVALID_JSONATA_EXPRESSION: The expression is too deeply nested at /States/S/Output',
  ]);
});
