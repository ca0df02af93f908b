import { describe, expect, test } from 'vitest';
import { compileRule } from '../../../lib/asl/choice/rule.ts';
import { InvalidPathSyntax } from '../../../lib/asl/data/json-path.ts';
import type { ChoiceRule } from '../../../lib/asl/definition.ts';
import { scopeOf } from '../data/scope.ts';

const scope = scopeOf(
  { n: 5, s: 'text', nothing: null, list: [1], same: 5 },
  { context: { Execution: { Input: { 'input-value': 0 } } }, variables: { limit: 5 } },
);

const yes: ChoiceRule = { Variable: '$.n', NumericEquals: 5 };
const no: ChoiceRule = { Variable: '$.n', NumericEquals: 6 };
const missing: ChoiceRule = { Variable: '$.x', NumericEquals: 6 };

describe('a rule decides', () => {
  test.each<[string, ChoiceRule, boolean]>([
    ['a variable of the input', yes, true],
    ['the whole input', { Variable: '$', IsString: false }, true],
    ['the context object', { Variable: '$$.Execution.Input.input-value', NumericLessThanEquals: 0 }, true],
    ['a workflow variable', { Variable: '$limit', NumericEquals: 5 }, true],
    [
      'a path to the context object',
      { Variable: '$.n', NumericGreaterThanPath: '$$.Execution.Input.input-value' },
      true,
    ],
    ['a path to a workflow variable', { Variable: '$.n', NumericEqualsPath: '$limit' }, true],
    ['two paths', { Variable: '$.n', NumericEqualsPath: '$.same' }, true],
    ['fields in any order', { Next: 'A', NumericEquals: 5, Comment: 'five', Variable: '$.n' }, true],
    ['Not', { Not: yes }, false],
    ['Not Not', { Not: { Not: yes } }, true],
    ['And of all', { And: [yes, { Not: no }] }, true],
    ['And of one', { And: [no] }, false],
    ['And with one that is false', { And: [yes, no] }, false],
    ['Or of none that is true', { Or: [no, no] }, false],
    ['Or with one that is true', { Or: [no, yes] }, true],
    ['rules within rules', { And: [{ Or: [no, { Not: no }] }, { Not: { And: [yes, no] } }] }, true],
    ['And stops at the first that is false', { And: [no, missing] }, false],
    ['Or stops at the first that is true', { Or: [yes, missing] }, true],
    ['IsPresent before a comparison', { And: [{ Variable: '$.x', IsPresent: true }, missing] }, false],
  ])('%s', (_, rule, result) => {
    expect(compileRule(rule).matches(scope)).toBe(result);
  });
});

describe('IsPresent', () => {
  test.each([
    ['$.n', true],
    ['$.nothing', true],
    ['$.x', false],
    ['$.x.y', false],
    ['$.s.length', false],
    ['$.list[0]', true],
    ['$.list[1]', false],
    ['$limit', true],
    ['$nobody', false],
    ['$$.Execution.Input', true],
    ['$$.Task.Token', false],
    ['$.constructor', false],
  ])('%s is present: %j', (path, present) => {
    expect(compileRule({ Variable: path, IsPresent: true }).matches(scope)).toBe(present);
    expect(compileRule({ Variable: path, IsPresent: false }).matches(scope)).toBe(!present);
  });
});

describe('any other rule fails on a path that leads nowhere', () => {
  test.each<[string, ChoiceRule]>([
    ['$.x', missing],
    ['$.x', { Variable: '$.x', IsNull: true }],
    ['$.x', { Variable: '$.x', IsString: false }],
    ['$.x', { Variable: '$.x', IsTimestamp: true }],
    ['$.x', { Variable: '$.x', StringMatches: '*' }],
    ['$.x', { Variable: '$.n', NumericEqualsPath: '$.x' }],
    ['$.x.y', { Variable: '$.s', TimestampLessThanPath: '$.x.y' }],
    ['$.list[1]', { Variable: '$.list[1]', NumericEquals: 1 }],
    ['$nobody', { Variable: '$nobody', BooleanEquals: true }],
    ['$$.Task.Token', { Variable: '$$.Task.Token', StringEquals: '' }],
    ['$.x', { Not: missing }],
    ['$.x', { And: [yes, missing] }],
    ['$.x', { Or: [no, missing] }],
  ])('%s in %j', (path, rule) => {
    expect(() => compileRule(rule).matches(scope)).toThrow(
      expect.objectContaining({
        error: 'States.Runtime',
        detail: `Invalid path '${path}': The choice state's condition path references an invalid value.`,
      }),
    );
  });
});

test('a rule with a bad path does not compile', () => {
  expect(() => compileRule({ Variable: 'n', NumericEquals: 5 })).toThrow(InvalidPathSyntax);
  expect(() => compileRule({ Variable: '$.n', NumericEqualsPath: 'n' })).toThrow(InvalidPathSyntax);
});

test('a rule without an operator is refused, not taken for false', () => {
  expect(() => compileRule({ Variable: '$.n', NumericEqual: 5 })).toThrow('A choice rule without Variable or operator');
  expect(() => compileRule({ NumericEquals: 5 })).toThrow('A choice rule without Variable or operator');
});

test('a rule is compiled once', () => {
  expect(compileRule(yes)).toBe(compileRule(yes));
});
