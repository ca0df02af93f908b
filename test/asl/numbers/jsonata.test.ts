import { describe, expect, test } from 'vitest';
import { lastState, outputOf } from './output-of.ts';

const pass = (fields: string): string => lastState(`"Type":"Pass",${fields}`);

describe('JSONata computes with doubles', () => {
  const output = (expression: string): string =>
    pass(`"QueryLanguage":"JSONata","Output":${JSON.stringify(`{% ${expression} %}`)}`);

  test.each([
    ['1.0', '$states.input.n', '1'],
    ['1e2', '$states.input.n', '100'],
    ['1.50', '$states.input', '{"n":1.5}'],
    ['-0.0', '$states.input.n', '0'],
    ['9223372036854775807', '$states.input.n', '9223372036854775807'],
    ['9223372036854775807', '$states.input', '{"n":9223372036854775807}'],
    ['-9223372036854775808', '[$states.input.n]', '[-9223372036854775808]'],
    ['9223372036854775808', '$states.input.n', '9.223372036854776E18'],
    ['123456789012345678901234567890', '$states.input.n', '1.2345678901234568E29'],
    ['12345678901234567', '$states.input.n + 1', '12345678901234568'],
    ['1152921504606846976', '$states.input.n * 1', '1152921504606846976'],
    ['1e400', '$states.input.n', '"Infinity"'],
    ['-1e400', '$states.input.n', '"-Infinity"'],
    ['1', '1 / 0', '"Infinity"'],
    ['1', '[0 / 0]', '["NaN"]'],
    ['1e-7', '$states.input.n', '1.0E-7'],
    ['1.25e-7', '$states.input.n', '1.25E-7'],
    ['1e20', '$string($states.input.n)', '"100000000000000000000"'],
    ['1.0', '$states.input.n = 1', 'true'],
    ['1.0', '$type($states.input.n)', '"number"'],
    ['1', "$parse('[1.0, 1e2, 9223372036854775807]')", '[1,100,9223372036854775807]'],
  ])('%s in %s: %s', async (number, expression, result) => {
    expect(await outputOf(output(expression), `{"n":${number}}`)).toBe(result);
  });

  test('what a double cannot hold is no JSON for $parse', async () => {
    expect(await outputOf(output("$parse('1e400')"), '{}')).toContain('D3137: Invalid JSON');
  });

  test('of two integers with one double neither is taken for the other', async () => {
    const input = '{"a":9007199254740993,"b":9007199254740995,"c":9007199254740997}';
    const expression = '[$states.input.a, $states.input.b, $states.input.c]';
    expect(await outputOf(output(expression), input)).toBe('[9007199254740993,9007199254740996,9007199254740996]');
  });
});
