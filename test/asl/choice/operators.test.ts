import { describe, expect, test } from 'vitest';
import { OPERATORS } from '../../../lib/asl/choice/operators.ts';
import { compileRule } from '../../../lib/asl/choice/rule.ts';
import type { Json } from '../../../lib/asl/json.ts';
import { scopeOf } from '../data/scope.ts';

const decide = (operator: string, variable: Json, operand: Json): boolean =>
  operator.endsWith('Path')
    ? compileRule({ Variable: '$.v', [operator]: '$.o' }).matches(scopeOf({ v: variable, o: operand }))
    : compileRule({ Variable: '$.v', [operator]: operand }).matches(scopeOf({ v: variable }));

const EARLY = '2012-10-09T19:00:55Z';
const LATE = '2012-10-09T19:00:56Z';

/** Values that a rule may meet where it expects something else. */
const ODD_VALUES: readonly Json[] = [
  null,
  0,
  1,
  -1,
  1.1,
  1e300,
  true,
  false,
  '',
  ' ',
  '0',
  'true',
  'null',
  'HelloWorld',
  '2012-10-09',
  '2012-10-09T19:00:55',
  '2012-10-09 19:00:55Z',
  EARLY,
  '2012-10-09T20:00:55+01:00',
  [],
  [''],
  [0],
  [true],
  {},
  { A: 0 },
];

interface Expected {
  readonly operator: string;
  readonly operand: Json;
  /** Of the odd values, those that match. */
  readonly matching: readonly Json[];
}

const strings = ODD_VALUES.filter((value) => typeof value === 'string');
const instants = [EARLY, '2012-10-09T20:00:55+01:00'];

const COMPARISONS: readonly Expected[] = [
  { operator: 'StringEquals', operand: 'HelloWorld', matching: ['HelloWorld'] },
  { operator: 'StringEquals', operand: '', matching: [''] },
  { operator: 'StringEquals', operand: '0', matching: ['0'] },
  { operator: 'StringLessThan', operand: '0', matching: ['', ' '] },
  { operator: 'StringLessThanEquals', operand: '0', matching: ['', ' ', '0'] },
  { operator: 'StringGreaterThan', operand: 'HelloWorld', matching: ['true', 'null'] },
  { operator: 'StringGreaterThanEquals', operand: 'HelloWorld', matching: ['true', 'null', 'HelloWorld'] },
  { operator: 'StringGreaterThanEquals', operand: '', matching: strings },
  { operator: 'NumericEquals', operand: 0, matching: [0] },
  { operator: 'NumericEquals', operand: 1.1, matching: [1.1] },
  { operator: 'NumericLessThan', operand: 1, matching: [0, -1] },
  { operator: 'NumericLessThanEquals', operand: 1, matching: [0, 1, -1] },
  { operator: 'NumericGreaterThan', operand: 1, matching: [1.1, 1e300] },
  { operator: 'NumericGreaterThanEquals', operand: 1, matching: [1, 1.1, 1e300] },
  { operator: 'BooleanEquals', operand: true, matching: [true] },
  { operator: 'BooleanEquals', operand: false, matching: [false] },
  { operator: 'TimestampEquals', operand: EARLY, matching: instants },
  { operator: 'TimestampLessThan', operand: LATE, matching: instants },
  { operator: 'TimestampLessThan', operand: EARLY, matching: [] },
  { operator: 'TimestampLessThanEquals', operand: EARLY, matching: instants },
  { operator: 'TimestampGreaterThan', operand: '2012-10-09T19:00:54Z', matching: instants },
  { operator: 'TimestampGreaterThan', operand: EARLY, matching: [] },
  { operator: 'TimestampGreaterThanEquals', operand: EARLY, matching: instants },
];

const OTHERS: readonly Expected[] = [
  { operator: 'StringMatches', operand: '*', matching: strings },
  { operator: 'StringMatches', operand: '2012-10-09*Z', matching: ['2012-10-09 19:00:55Z', EARLY] },
  { operator: 'IsNull', operand: true, matching: [null] },
  { operator: 'IsPresent', operand: true, matching: ODD_VALUES },
  { operator: 'IsNumeric', operand: true, matching: [0, 1, -1, 1.1, 1e300] },
  { operator: 'IsString', operand: true, matching: strings },
  { operator: 'IsBoolean', operand: true, matching: [true, false] },
  { operator: 'IsTimestamp', operand: true, matching: instants },
];

const questions = OTHERS.filter(({ operator }) => operator.startsWith('Is'));

describe('every operator against every odd value: other types are false, never an error', () => {
  test.each([
    ...COMPARISONS,
    ...COMPARISONS.map((row) => ({ ...row, operator: `${row.operator}Path` })),
    ...OTHERS,
    ...questions.map(({ operator, matching }) => ({
      operator,
      operand: false,
      matching: ODD_VALUES.filter((value) => !matching.includes(value)),
    })),
  ])('$operator $operand', ({ operator, operand, matching }) => {
    expect(ODD_VALUES.filter((value) => decide(operator, value, operand))).toEqual(
      ODD_VALUES.filter((value) => matching.includes(value)),
    );
  });

  test('the tables above have every operator of the language', () => {
    const tested = [
      ...COMPARISONS.flatMap(({ operator }) => [operator, `${operator}Path`]),
      ...OTHERS.map((row) => row.operator),
    ];
    expect(new Set(tested)).toEqual(new Set(OPERATORS.keys()));
    expect(OPERATORS.size).toBe(39);
  });

  const twins = [...new Set(COMPARISONS.map(({ operator }) => operator))];
  test.each(twins)('%sPath is false whatever odd value the path leads to', (operator) => {
    const text = operator.startsWith('String') ? 'HelloWorld' : EARLY;
    const variable = operator.startsWith('Numeric') ? 0 : operator.startsWith('Boolean') ? true : text;
    const misfits = ODD_VALUES.filter((value) => typeof value !== typeof variable);
    expect(misfits.filter((value) => decide(`${operator}Path`, variable, value))).toEqual([]);
  });
});

describe('comparing', () => {
  test.each<[operator: string, variable: Json, operand: Json, result: boolean]>([
    ['NumericEquals', 0, -0, true],
    ['NumericEquals', 2.22, 2.22, true],
    ['NumericEquals', 1e3, 1000, true],
    ['NumericGreaterThan', 1, 1, false],
    ['NumericLessThan', 0.01, 0, false],
    ['StringEquals', 'a', 'A', false],
    ['StringEquals', 'é', 'e\u0301', false],
    ['StringEquals', 'A', 'A ', false],
    ['StringLessThan', 'A', 'AB', true],
    ['StringLessThan', 'Z', 'a', true],
    ['StringLessThan', '10', '9', true],
    ['StringGreaterThan', 'A', 'A\t\n\r', false],
    ['StringGreaterThan', 'AB', 'ABC', false],
    ['StringGreaterThanEquals', 'AB', 'A', true],
    ['StringLessThan', '\u{1f197}', '\uffff', true],
    ['TimestampEquals', EARLY, '2012-10-09T21:00:55+02:00', true],
    ['TimestampEquals', EARLY, '2012-10-09T19:00:55.000000Z', true],
    ['TimestampEquals', EARLY, '2012-10-09T19:00:55.000001Z', false],
    ['TimestampLessThan', EARLY, '2012-10-09T19:00:55.000001Z', true],
    ['TimestampLessThan', '2012-10-09T23:00:00+05:00', EARLY, true],
    ['TimestampGreaterThan', LATE, EARLY, true],
    ['TimestampEquals', '2023-02-24 12:15:56.832957', EARLY, false],
  ])('%s: %j against %j is %j', (operator, variable, operand, result) => {
    expect(decide(operator, variable, operand)).toBe(result);
    expect(decide(`${operator}Path`, variable, operand)).toBe(result);
  });
});

describe('StringMatches', () => {
  test.each([
    ['foo.log', 'foo*.log', true],
    ['foo23.log', 'foo*.log', true],
    ['foo.log.gz', 'foo*.log', false],
    ['zebra.log', '*.log', true],
    ['.log', '*.log', true],
    ['foobar.zebra', 'foo*.*', true],
    ['foobar', 'foo*.*', false],
    ['', '', true],
    ['', '*', true],
    ['a', '', false],
    ['abc', 'abc', true],
    ['abc', 'ABC', false],
    ['aXbXc', 'a*b*c', true],
    ['acb', 'a*b*c', false],
    ['aa', 'a*a', true],
    ['a', 'a*a', false],
    ['abab', '*ab', true],
    ['abcabd', '*abc', false],
    ['a\nb', 'a*b', true],
    ['a*b', 'a\\*b', true],
    ['aXb', 'a\\*b', false],
    ['a\\b', 'a\\\\b', true],
    ['a\\Xb', 'a\\\\*b', true],
    ['a.b', 'a.b', true],
    ['axb', 'a.b', false],
    ['[a]', '[a]', true],
    ['🆗!', '🆗*', true],
    ['a\\b', 'a\\b', true],
  ])('%j matches %j: %j', (text, pattern, result) => {
    expect(decide('StringMatches', text, pattern)).toBe(result);
  });

  test('many stars do not make it slow', () => {
    expect(decide('StringMatches', 'a'.repeat(50_000), `${'*a'.repeat(1000)}*b`)).toBe(false);
  });
});
