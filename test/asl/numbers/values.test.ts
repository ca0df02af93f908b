import { describe, expect, test } from 'vitest';
import { lastState, outputOf } from './output-of.ts';

const pass = (fields: string): string => lastState(`"Type":"Pass",${fields}`);

describe('numbers are looked into by their value', () => {
  const chosen = (rule: string): string =>
    `"S":{"Type":"Choice","Choices":[{${rule},"Next":"Yes"}],"Default":"No"},"Yes":{"Type":"Pass","Result":"yes","End":true},"No":{"Type":"Pass","Result":"no","End":true}`;

  test.each([
    ['0', '"NumericEquals":0.0', 'yes'],
    ['0.0', '"NumericEquals":0', 'yes'],
    ['-0.0', '"NumericEquals":0', 'yes'],
    ['1e2', '"NumericEquals":100', 'yes'],
    ['100', '"NumericEquals":1E2', 'yes'],
    ['12345678901234567890', '"NumericEquals":12345678901234567890', 'yes'],
    ['12345678901234567890', '"NumericEquals":12345678901234567891', 'no'],
    ['12345678901234567890', '"NumericLessThan":12345678901234567891', 'yes'],
    ['-12345678901234567890', '"NumericGreaterThan":-12345678901234567891', 'yes'],
    ['0.1', '"NumericEquals":0.10', 'yes'],
    ['0.1', '"NumericLessThan":0.10000000000000000001', 'yes'],
    ['1e400', '"NumericGreaterThan":1e399', 'yes'],
    ['1e400', '"NumericEquals":1e999999999', 'no'],
    ['-1e400', '"NumericLessThan":0', 'yes'],
    ['1e-400', '"NumericGreaterThan":0', 'yes'],
    ['1e-400', '"NumericGreaterThanEquals":1e-401', 'yes'],
    ['1.0', '"NumericEqualsPath":"$.list[0]"', 'yes'],
    ['1.0', '"NumericLessThanEqualsPath":"$.one"', 'yes'],
    ['1.0', '"IsNumeric":true', 'yes'],
    ['1e400', '"IsNumeric":true', 'yes'],
    ['1.0', '"IsString":false', 'yes'],
    ['1.0', '"IsPresent":true', 'yes'],
    ['1.0', '"StringEquals":"1.0"', 'no'],
  ])('%s in a Choice rule with %s: %s', async (number, test, output) => {
    expect(await outputOf(chosen(`"Variable":"$.n",${test}`), `{"n":${number},"list":[${number}],"one":1}`)).toBe(
      `"${output}"`,
    );
  });

  test.each([
    ['1.0', 'States.MathAdd($.n, 1)', '2'],
    ['1e2', 'States.MathAdd($.n, 0.50)', '101'],
    ['2.50', 'States.MathAdd($.n, 0)', '3'],
    ['-0', 'States.StringToJson(States.JsonToString($.n))', '0'],
    ['2.0', 'States.ArrayRange(1, 3, $.n)', '[1,3]'],
    ['1.0', 'States.ArrayGetItem(States.Array(7, 8), $.n)', '8'],
    ['1.0', 'States.ArrayContains(States.Array(0, 1), $.n)', 'true'],
    ['12345678901234567890', 'States.ArrayContains(States.Array(12345678901234567891), $.n)', 'false'],
    ['1.0', 'States.ArrayUnique(States.Array($.n, 1))', '[1.0]'],
    ['2.0', 'States.ArrayPartition(States.Array(1, 2, 3), $.n)', '[[1,2],[3]]'],
    ['1e400', 'States.ArrayLength(States.Array($.n))', '1'],
    ['1.0', '$[?(@.n == 1)].n', '[1.0]'],
    ['1.5e0', '$[?(@.n > 1)].n', '[1.5e0]'],
    ['1.0', "$[?(@.n == '1')].n", '[1.0]'],
    ['12345678901234567890', "$[?(@.n == '12345678901234567891')].n", '[]'],
    ['12345678901234567890', "$[?(@.n == '12345678901234567890.0')].n", '[12345678901234567890]'],
    ['16', "$[?(@.n == '0x10')].n", '[]'],
    ['2.0', '$.sum()', '2'],
  ])('%s in %s: %s', async (number, expression, output) => {
    const states = pass(`"Parameters":{"r.$":${JSON.stringify(expression)}}`);
    const input = expression.startsWith('$[')
      ? `[{"n":${number}}]`
      : expression === '$.sum()'
        ? `[${number}]`
        : `{"n":${number}}`;
    expect(await outputOf(states, input)).toBe(`{"r":${output}}`);
  });

  test.each([
    ['1e400', 'States.MathAdd($.n, 1)', 'Argument 1 of States.MathAdd must be of the type integer'],
    ['-1e400', 'States.ArrayRange($.n, 1, 1)', 'Argument 1 of States.ArrayRange must be of the type integer'],
    ['1e400', 'States.MathRandom(1, $.n)', 'Argument 2 of States.MathRandom must be of the type integer'],
    [
      '12345678901234567890',
      'States.MathAdd($.n, 1)',
      'The numbers and their sum must be between -2147483648 and 2147483647',
    ],
    ['1.0', 'States.StringSplit($.n, 1)', 'Argument 1 of States.StringSplit must be of the type string'],
  ])('%s is refused in %s', async (number, expression, reason) => {
    const states = pass(`"Parameters":{"r.$":${JSON.stringify(expression)}}`);
    expect(await outputOf(states, `{"n":${number}}`)).toContain(
      `The function '${expression}' had the following error: ${reason}`,
    );
  });

  const wait = '"S":{"Type":"Wait","SecondsPath":"$.n","Next":"T"},"T":{"Type":"Succeed"}';

  test.each(['1.0', '1e1', '0.0'])('Wait takes %s seconds', async (number) => {
    expect(await outputOf(wait, `{"n":${number}}`)).toBe(`{"n":${number}}`);
  });

  test.each([
    ['1.50', 'cannot be parsed as a long value: $.n == 1.50'],
    ['1e400', 'cannot be parsed as a long value: $.n == 1e400'],
    ['-2.0', 'references a negative value: $.n == -2.0'],
  ])('Wait does not take %s seconds', async (number, reason) => {
    expect(await outputOf(wait, `{"n":${number}}`)).toContain(`The SecondsPath parameter ${reason}`);
  });

  test('fields that steer the machine take any spelling', async () => {
    const states = '"S":{"Type":"Wait","Seconds":1.0,"Next":"T"},"T":{"Type":"Succeed"}';
    expect(await outputOf(states, '{}')).toBe('{}');
  });

  test('a failure shows the input as it was', async () => {
    expect(await outputOf(pass('"Parameters":{"a.$":"$.x"}'), '{"n":1.0}')).toContain(`in the input '{"n":1.0}'`);
  });
});
