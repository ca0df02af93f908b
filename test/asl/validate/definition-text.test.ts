import { describe, expect, test } from 'vitest';
import { formatInvalidDefinition, validateDefinition } from '../../../lib/asl/validate/validate-definition.ts';
import { findings, machineOf, schema } from './findings.ts';

const pass = { Type: 'Pass', End: true };
const notAnObject = schema('Definition must be a valid JSON object');

describe('the text of a definition', () => {
  test.each([
    ['a minimal machine is accepted', machineOf(pass), []],
    ['white space is no definition', ' \n', notAnObject],
    ['an array is no definition', '[]', notAnObject],
    ['null is no definition', 'null', notAnObject],
    [
      'a text that is no JSON is refused with the place',
      'not a definition',
      [
        `INVALID_JSON_DESCRIPTION: Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [Source: (String)"not a definition"; line: 1, column: 4] at [Source: (String)"not a definition"; line: 1, column: 4]`,
      ],
    ],
    ['an empty object lacks both fields', '{}', schema('These fields are required: [States, StartAt] at /')],
    ['states alone lack a start', { States: { S: pass } }, schema('These fields are required: [StartAt] at /')],
    ['a start alone lacks states', { StartAt: 'S' }, schema('These fields are required: [States] at /')],
    ['there must be a state', { StartAt: 'S', States: {} }, schema('Value cannot be empty at /States')],
    ['states are an object', { StartAt: 'S', States: [] }, schema('Expected value of type Object at /States')],
    ['a state is an object', machineOf([]), schema('Expected value of type Object at /States/S')],
    ['an unknown field is refused', machineOf(pass, { Start: 1 }), schema("Field 'Start' is not supported at /")],
    [
      'the only version is 1.0',
      machineOf(pass, { Version: '2.0' }),
      schema('Value should be one of the following: [1.0] at /Version'),
    ],
    ['a machine may have a time-out of 0', machineOf(pass, { TimeoutSeconds: 0 }), []],
    [
      'a time-out is not negative',
      machineOf(pass, { TimeoutSeconds: -1 }),
      schema('Minimum value is 0 at /TimeoutSeconds'),
    ],
  ])('%s', (_, definition, expected) => {
    expect(findings(definition)).toEqual(expected);
  });

  test('the definition is handed on when nothing but warnings is found', () => {
    const warned = machineOf({ ...pass, Result: '$.x' });
    const { definition, diagnostics } = validateDefinition(JSON.stringify(warned), 'STANDARD');
    expect(definition).toEqual(warned);
    expect(diagnostics).toMatchObject([{ severity: 'WARNING', code: 'PASS_RESULT_IS_STATIC' }]);
  });

  test('there is no definition when an error is found', () => {
    expect(validateDefinition('{}', 'STANDARD')).not.toHaveProperty('definition');
  });
});

describe('the message of InvalidDefinition', () => {
  test('names code, message and location', () => {
    expect(formatInvalidDefinition(validateDefinition('{}', 'STANDARD').diagnostics)).toBe(
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /'",
    );
  });

  test('lists several errors, leaves out warnings, and says null for no location', () => {
    const definition = machineOf({ Type: 'Pass', Next: 'nowhere', Result: '$.x' });
    expect(formatInvalidDefinition(validateDefinition(JSON.stringify(definition), 'STANDARD').diagnostics)).toBe(
      "Invalid State Machine Definition: ''MISSING_TRANSITION_TARGET: Missing 'Next' target: nowhere at /States/S/Next', 'MISSING_END_STATE: Workflow has no terminal state at null''",
    );
  });
});
