import { afterEach, describe, expect, test } from 'vitest';
import type { Json } from '../../../lib/asl/json.ts';
import { withoutClockAndChance } from '../machine/no-clock-no-chance.ts';
import { runHostile } from './run-hostile.ts';

withoutClockAndChance();

/** What every object of JavaScript has, here as members of data. */
const text = '{"__proto__":{"a":1},"constructor":{"prototype":2},"toString":3,"hasOwnProperty":4}';

afterEach(() => expect(Object.keys(Object.prototype)).toEqual([]));

const pass = (fields: object) => ({ A: { Type: 'Pass', End: true, ...fields } });
const jsonata = (Output: Json) => pass({ QueryLanguage: 'JSONata', Output });
/** An object that really has a member of this name. */
const own = (name: string, value: Json): object => Object.fromEntries([[name, value]]);

/** @returns the output's JSON text, or the error */
async function outcome(states: object, input = text): Promise<string | undefined> {
  const end = await runHostile(states, { text: input });
  return end?.status === 'SUCCEEDED' ? end.output.text : end?.error;
}

describe('members that are named like those of every object are data', () => {
  test.each<[string, object, string]>([
    ['pass through', pass({}), text],
    ['are read by paths', pass({ InputPath: '$.__proto__.a' }), '1'],
    ['are read by paths in brackets', pass({ InputPath: "$['constructor']['prototype']" }), '2'],
    ['are found by deep paths', pass({ InputPath: '$..a' }), '[1]'],
    ['are made by templates', pass({ Parameters: own('__proto__.$', '$.toString') }), '{"__proto__":3}'],
    ['are literals of templates', pass({ Parameters: own('__proto__', { b: 1 }) }), '{"__proto__":{"b":1}}'],
    ['are put in place', pass({ Result: 5, ResultPath: '$.__proto__.b' }), text.replace('"a":1', '"a":1,"b":5')],
    [
      'are put in a new place',
      pass({ Result: 5, ResultPath: '$.new.__proto__.b', OutputPath: '$.new' }),
      '{"__proto__":{"b":5}}',
    ],
    [
      'are merged',
      pass({ Parameters: { 'm.$': 'States.JsonMerge($.__proto__, $, false)' } }),
      `{"m":{"a":1,${text.slice(1)}}`,
    ],
    [
      'are parsed',
      pass({ Parameters: { 'p.$': 'States.StringToJson(\'{"__proto__":{"b":1}}\')' } }),
      '{"p":{"__proto__":{"b":1}}}',
    ],
    ['are read in JSONata', jsonata('{% $states.input.__proto__.a %}'), '1'],
    ['are listed in JSONata', jsonata('{% $keys($states.input)[0] %}'), '"__proto__"'],
    ['pass through JSONata', jsonata('{% $states.input %}'), text],
    ['are made by JSONata', jsonata('{% $parse("{\\"__proto__\\":{\\"b\\":1}}") %}'), '{"__proto__":{"b":1}}'],
    ['are members of JSONata templates', jsonata(own('__proto__', '{% 1 %}') as Json), '{"__proto__":1}'],
    [
      'are variables',
      {
        A: { Type: 'Pass', Assign: { constructor: 1 }, Next: 'B' },
        B: { Type: 'Pass', InputPath: '$constructor', End: true },
      },
      '1',
    ],
  ])('%s', async (_, states, expected) => {
    expect(await outcome(states)).toBe(expected);
  });
});

describe('what every object has is no data', () => {
  test.each<[string, object]>([
    ['of paths', pass({ InputPath: '$.constructor' })],
    ['of paths into them', pass({ InputPath: '$.__proto__' })],
    ['of templates', pass({ Parameters: { 'a.$': '$.toString' } })],
    ['of variables', pass({ InputPath: '$constructor' })],
    ['of variables in templates', pass({ Parameters: { 'a.$': '$toString' } })],
    ['of functions', pass({ Parameters: { 'a.$': 'States.ArrayLength($.__proto__)' } })],
    ['of JSONata', jsonata('{% $states.input.constructor %}')],
    ['of JSONata lookups', jsonata('{% $lookup($states.input, "__proto__") %}')],
    ['of JSONata variables', jsonata('{% $constructor %}')],
    ['of texts in JSONata', jsonata('{% ($text := "a"; $text.constructor.constructor("return 1")()) %}')],
    ['of functions in JSONata', jsonata('{% $string.constructor("return 1")() %}')],
    ['of states in JSONata', jsonata('{% $states.context.toString %}')],
  ])('%s', async (_, states) => {
    expect(await outcome(states, '{}')).toMatch(/^States\.(Runtime|QueryEvaluationError)$/);
  });

  test('of Choice rules', async () => {
    const states = {
      A: { Type: 'Choice', Choices: [{ Variable: '$.constructor', IsPresent: true, Next: 'F' }], Default: 'S' },
      F: { Type: 'Fail', Error: 'Present' },
      S: { Type: 'Succeed' },
    };
    expect(await outcome(states, '{}')).toBe('{}');
  });

  test('and JSONata changes nothing of it', async () => {
    const update = '{% $states.input ~> |$|{"__proto__": {"polluted": 1}}| %}';
    await outcome(jsonata(update), '{"a":{}}');
    await outcome(jsonata('{% $merge([{}, {"__proto__": {"polluted": 1}}]) %}'), '{}');
    expect('polluted' in {}).toBe(false);
  });
});
