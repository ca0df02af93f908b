import { describe, expect, test } from 'vitest';
import { findings, machineOf, schema } from './findings.ts';

const pass = { Type: 'Pass', End: true };
const map = { Type: 'Map', ItemProcessor: { StartAt: 'B', States: { B: { Type: 'Succeed' } } }, End: true };
const notAPath = (field: string): string => `Value must be a valid JSONPath. at /States/S/${field}`;
const notAReferencePath = (field: string): string => `Value is not a Reference Path at /States/S/${field}`;

describe('a path field', () => {
  test.each([
    ['reads the input', { ...pass, InputPath: "$.a['b'][0]", OutputPath: '$..a[?(@.b > 1)]' }, []],
    ['reads the context object and variables', { ...pass, InputPath: '$$.Execution.Id', OutputPath: '$total' }, []],
    ['may be null', { ...pass, InputPath: null, OutputPath: null, ResultPath: null }, []],
    ['starts with a dollar sign', { ...pass, InputPath: 'a' }, [notAPath('InputPath')]],
    ['is well-formed', { ...pass, OutputPath: '$.a[' }, [notAPath('OutputPath')]],
    ['is a text', { ...pass, InputPath: 1 }, ['Expected value of type String at /States/S/InputPath']],
    ['of a result names one place', { ...pass, ResultPath: '$.a[*]' }, [notAReferencePath('ResultPath')]],
    ['of a result is in the input', { ...pass, ResultPath: '$$.a' }, [notAReferencePath('ResultPath')]],
    ['of a result starts with a dollar sign', { ...pass, ResultPath: 'a' }, [notAPath('ResultPath')]],
    ['of items names one place', { ...map, ItemsPath: '$.a[*]' }, [notAReferencePath('ItemsPath')]],
    ['of items may be in the context object', { ...map, ItemsPath: '$$.Execution.Input.a' }, []],
    [
      'of a number may not be null',
      { ...map, MaxConcurrencyPath: null },
      ['Expected value of type String at /States/S/MaxConcurrencyPath'],
    ],
    [
      'of an error may be a function',
      { Type: 'Fail', ErrorPath: "States.Format('{}', $.e)", CausePath: '$$.State.Name' },
      [],
    ],
    [
      'of an error may not be a function that gives no text',
      { Type: 'Fail', CausePath: 'States.Array(1)' },
      [
        "The value for the field 'CausePath' must be a valid JSONPath or a valid intrinsic function call at /States/S/CausePath",
      ],
    ],
  ])('%s', (_, state, expected) => {
    expect(findings(machineOf(state))).toEqual(schema(...expected));
  });
});

describe('a payload template', () => {
  const refused = (member: string, field = 'Parameters'): string =>
    `The value for the field '${member}' must be a valid JSONPath or a valid intrinsic function call at /States/S/${field}`;
  test.each([
    [
      'may hold paths, functions, variables and literals',
      { a: 1, 'b.$': '$.b', 'c.$': 'States.UUID()', 'd.$': '$v' },
      [],
    ],
    ['may be no object', 'text', []],
    ['has paths in members ending in .$', { 'a.$': 'a' }, [refused('a.$')]],
    ['has texts in members ending in .$', { 'a.$': 1 }, [refused('a.$')]],
    [
      'has no escapes in functions but those of the language',
      { 'parsed.$': 'States.StringToJson(\'{"a":"\\"b\\""}\')' },
      [refused('parsed.$')],
    ],
    ['is looked into at any depth', { a: [{ b: { 'c.$': 'd' } }] }, [refused('c.$')]],
  ])('%s', (_, Parameters, expected) => {
    expect(findings(machineOf({ ...pass, Parameters }))).toEqual(schema(...expected));
  });

  test.each(['ItemSelector', 'ResultSelector', 'Assign'])('is the value of %s too', (field) => {
    expect(findings(machineOf({ ...map, [field]: { 'a.$': 'a' } }))).toEqual(schema(refused('a.$', field)));
  });
});

describe('what is probably a slip is warned of', () => {
  const noDollar = (member: string): string =>
    `(warning) NO_DOLLAR: The value of the field '${member}' appears to be a JSONPath or an intrinsic function, but the name of the field does not end with '.$'. at /States/S/Parameters`;
  test.each([
    ['a path in a member without .$', { ...pass, Parameters: { a: '$.a' } }, [noDollar('a')]],
    ['a function in a member without .$', { ...pass, Parameters: { a: 'States.UUID()' } }, [noDollar('a')]],
    ['a price is no path', { ...pass, Parameters: { a: '$5' } }, []],
    [
      'a path in the Result of a Pass state',
      { ...pass, Result: { a: ['$.a'] } },
      [
        '(warning) PASS_RESULT_IS_STATIC: The Result of a Pass state is static: paths in it are not evaluated. at /States/S/Result',
      ],
    ],
    [
      'a path in a field that has a twin for paths',
      { Type: 'Fail', Error: '$.e' },
      [
        "(warning) NO_PATH: The value of the field 'Error' looks like a path, but the name of the field does not end with 'Path'. at /States/S/Error",
      ],
    ],
  ])('%s', (_, state, expected) => {
    expect(findings(machineOf(state))).toEqual(expected);
  });
});

describe('Assign', () => {
  test.each([
    ['takes names in any script', { größe: 1, 'x_1.$': '$.x' }, []],
    [
      'keeps the name states reserved',
      { states: 1 },
      ["RESERVED_VARIABLE_NAME: Cannot assign to reserved variable '$states'. at /States/S/Assign"],
    ],
    [
      'refuses names that are no identifiers',
      { 'a-b': 1 },
      [
        "INVALID_VARIABLE_NAME: Invalid variable name 'a-b': the variable name contains invalid characters. at /States/S/Assign",
      ],
    ],
    [
      'refuses names of more than 80 characters',
      { ['n'.repeat(81)]: 1 },
      [
        `INVALID_VARIABLE_NAME: Invalid variable name '${'n'.repeat(81)}': the variable name exceeds the 80-character limit. at /States/S/Assign`,
      ],
    ],
    ['is an object', [], schema('Expected value of type Object at /States/S/Assign')],
  ])('%s', (_, Assign, expected) => {
    expect(findings(machineOf({ ...pass, Assign }))).toEqual(expected);
  });
});
