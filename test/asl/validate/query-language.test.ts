import { describe, expect, test } from 'vitest';
import { findings, machineOf, schema } from './findings.ts';

const jsonata = { QueryLanguage: 'JSONata' };
const pass = { Type: 'Pass', End: true };
const outputRefused = (location: string): string =>
  `The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at ${location}`;

describe('the query language', () => {
  test.each([
    ['of a state may be JSONata in a JSONPath machine', machineOf({ ...pass, ...jsonata, Output: 1 }), []],
    ['of the machine is that of its states', machineOf({ ...pass, Output: 1 }, jsonata), []],
    [
      'may not be JSONPath in a JSONata machine',
      machineOf({ ...pass, QueryLanguage: 'JSONPath', Output: 1, InputPath: '$' }, jsonata),
      schema("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/S"),
    ],
    [
      'has one of two values',
      machineOf({ ...pass, QueryLanguage: 'XPath', Output: 1 }),
      schema('Value should be one of the following: [JSONPath, JSONata] at /States/S/QueryLanguage'),
    ],
    ['is a text', machineOf(pass, { QueryLanguage: 1 }), schema('Expected value of type [STRING] at /QueryLanguage')],
    [
      'of a Map is not that of the states within it',
      machineOf({
        Type: 'Map',
        End: true,
        ...jsonata,
        ItemProcessor: { StartAt: 'P', States: { P: { ...pass, Output: 1 } } },
      }),
      schema(outputRefused('/States/S/ItemProcessor/States/P')),
    ],
    [
      'is not a field of an item processor',
      machineOf({ Type: 'Map', End: true, ItemProcessor: { ...jsonata, StartAt: 'P', States: { P: pass } } }),
      schema("Field 'QueryLanguage' is not supported at /States/S/ItemProcessor"),
    ],
    [
      'is not a field of a branch',
      machineOf({ Type: 'Parallel', End: true, Branches: [{ ...jsonata, StartAt: 'P', States: { P: pass } }] }),
      schema("Field 'QueryLanguage' is not supported at /States/S/Branches[0]"),
    ],
  ])('%s', (_, definition, expected) => {
    expect(findings(definition)).toEqual(expected);
  });
});

describe('in JSONata states', () => {
  test.each([
    ['an expression may stand for a number', { Type: 'Wait', Seconds: '{% 1 %}', End: true }, []],
    ['an expression may stand for a timestamp', { Type: 'Wait', Timestamp: '{% $now() %}', End: true }, []],
    [
      'a literal number keeps its limits',
      { Type: 'Wait', Seconds: -1, End: true },
      ['Minimum value is 0 at /States/S/Seconds'],
    ],
    [
      'a text that opens an expression closes it too',
      { ...pass, Output: { list: ['{% 1 %}', '{% 2 '] } },
      ['JSONata string must start with {% and end with %} at /States/S/Output/list[1]'],
    ],
    ['text around an expression makes it a literal', { ...pass, Output: ' {% 1 %} and more' }, []],
    ['keys ending in .$ mean nothing special', { ...pass, Output: { 'a.$': 'b' } }, []],
  ])('%s', (_, state, expected) => {
    expect(findings(machineOf(state, jsonata))).toEqual(schema(...expected));
  });
});
