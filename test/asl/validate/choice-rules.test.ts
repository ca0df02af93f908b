import { describe, expect, test } from 'vitest';
import { findings, machineOf, schema } from './findings.ts';

const at = '/States/S/Choices[0]';
const selectors = '[And, Or, Not, Variable, Condition]';
const one = { Variable: '$.a', IsNull: false };

describe('a rule of a Choice state', () => {
  test.each([
    ['compares', { ...one, Next: 'Z' }, []],
    ['combines', { And: [one, { Not: { Or: [one, one] } }], Next: 'Z', Comment: 'c' }, []],
    ['compares with a path', { Variable: '$$.State.Name', StringEqualsPath: '$v.name', Next: 'Z' }, []],
    ['needs a target', one, [`These fields are required: [Next] at ${at}`]],
    [
      'within another needs none',
      { Not: { ...one, Next: 'Z' }, Next: 'Z' },
      [`Field 'Next' is not supported at ${at}/Not`],
    ],
    [
      'compares or combines',
      { Next: 'Z' },
      [`The object must have only one of the following fields, ${selectors} at ${at}`],
    ],
    [
      'does not do both',
      { ...one, Not: one, Next: 'Z' },
      [`The object must have only one of the following fields, ${selectors} at ${at}`],
    ],
    ['combines something', { And: [], Next: 'Z' }, [`Value cannot be empty at ${at}/And`]],
    ['has known operators', { ...one, StringEqual: 'a', Next: 'Z' }, [`Field 'StringEqual' is not supported at ${at}`]],
    [
      'compares a path',
      { ...one, Variable: 'a', Next: 'Z' },
      [`Value is not a Reference Path: Reference path didn't start with '$' at ${at}/Variable`],
    ],
    [
      'compares one value',
      { ...one, Variable: '$.a[*]', Next: 'Z' },
      [`Value is not a Reference Path at ${at}/Variable`],
    ],
    [
      'compares texts with texts',
      { Variable: '$.a', StringEquals: 1, Next: 'Z' },
      [`Expected value of type String at ${at}/StringEquals`],
    ],
    [
      'compares numbers with numbers',
      { Variable: '$.a', NumericEquals: '1', Next: 'Z' },
      [`Expected value of type Number at ${at}/NumericEquals`],
    ],
    [
      'compares times with times',
      { Variable: '$.a', TimestampEquals: 'now', Next: 'Z' },
      [`String does not match RFC3339 timestamp at ${at}/TimestampEquals`],
    ],
    [
      'tests for a truth value',
      { Variable: '$.a', IsNull: 'yes', Next: 'Z' },
      [`Expected value of type Boolean at ${at}/IsNull`],
    ],
    [
      'has no condition in JSONPath states',
      { Condition: '{% true %}', Next: 'Z' },
      [
        `The QueryLanguage is set to 'JSONPath', but field 'Condition' is only supported for the 'JSONata' QueryLanguage at ${at}`,
      ],
    ],
  ])('%s', (_, rule, expected) => {
    expect(findings(machineOf({ Type: 'Choice', Choices: [rule], Default: 'Z' }))).toEqual(schema(...expected));
  });

  test('has one operator', () => {
    const none = findings(machineOf({ Type: 'Choice', Choices: [{ Variable: '$.a', Next: 'Z' }] }));
    const two = findings(machineOf({ Type: 'Choice', Choices: [{ ...one, IsString: true, Next: 'Z' }] }));
    expect(none).toEqual([
      expect.stringContaining('This object should have only one of the following fields: [StringEquals, '),
    ]);
    expect(two).toEqual([expect.stringContaining('There should only be one of the following fields: [StringEquals, ')]);
  });

  test.each([
    ['has a condition', { Condition: '{% $x > 1 %}', Next: 'Z', Assign: { a: 1 }, Output: 2 }, []],
    ['may have a literal condition', { Condition: true, Next: 'Z' }, []],
    [
      'has no operators',
      { ...one, Next: 'Z' },
      ['Variable', 'IsNull'].map(
        (field) =>
          `The QueryLanguage is set to 'JSONata', but field '${field}' is only supported for the 'JSONPath' QueryLanguage at ${at}`,
      ),
    ],
  ])('in a JSONata state %s', (_, rule, expected) => {
    const state = { Type: 'Choice', QueryLanguage: 'JSONata', Choices: [rule], Default: 'Z' };
    expect(findings(machineOf(state))).toEqual(schema(...expected));
  });
});
