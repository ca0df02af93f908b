import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJsonText } from '../../../lib/asl/json-text/parse-json-text.ts';

const values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

describe('a text that is not JSON is refused in the words of Jackson', () => {
  test.each([
    ['a bare word', 'not a definition', `Unrecognized token 'not': was expecting ${values}`, 4],
    [
      'a word in single quotes',
      "{'a': 1}",
      "Unexpected character (''' (code 39)): was expecting double-quote to start field name",
      3,
    ],
    ['a misspelt literal', '{"a": tru}', `Unrecognized token 'tru': was expecting ${values}`, 10],
    ['a literal that goes on', '[nulls]', `Unrecognized token 'nulls': was expecting ${values}`, 7],
    [
      'a close marker in place of a value',
      '{"a":}',
      `Unexpected character ('}' (code 125)): expected a valid value ${values}`,
      7,
    ],
    [
      'a comma at the end of an object',
      '{"a":1,}',
      "Unexpected character ('}' (code 125)): was expecting double-quote to start field name",
      9,
    ],
    [
      'a comma at the end of an array',
      '[1,]',
      `Unexpected character (']' (code 93)): expected a valid value ${values}`,
      5,
    ],
    [
      'a missing comma in an object',
      '{"a":1 "b":2}',
      `Unexpected character ('"' (code 34)): was expecting comma to separate Object entries`,
      9,
    ],
    [
      'a missing comma in an array',
      '[1 2]',
      "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries",
      5,
    ],
    [
      'a missing colon',
      '{"a" 1}',
      "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value",
      7,
    ],
    [
      'the wrong close marker',
      '[1}',
      "Unexpected close marker '}': expected ']' (for Array starting at [Source: (String)\"[1}\"; line: 1, column: 1])",
      4,
    ],
    [
      'an open object',
      '{',
      'Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"; line: 1, column: 1])',
      2,
    ],
    ['an end after a comma', '[1,', 'Unexpected end-of-input within/between Array entries', 4],
    ['an end after a colon', '{"a":', 'Unexpected end-of-input within/between Object entries', 6],
    ['an open string', '["a', 'Unexpected end-of-input: was expecting closing quote for a string value', 4],
    ['an open name', '{"a', 'Unexpected end-of-input in field name', 4],
    ['an unknown escape', '"\\x"', "Unrecognized character escape 'x' (code 120)", 4],
    [
      'a bad unicode escape',
      '"\\u12G4"',
      "Unexpected character ('G' (code 71)): expected a hex-digit for character escape sequence",
      7,
    ],
    [
      'a line end within a string',
      '"a\nb"',
      'Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value',
      4,
    ],
    ['a leading zero', '01', 'Invalid numeric value: Leading zeroes not allowed', 2],
    [
      'a lone minus',
      '[-]',
      "Unexpected character (']' (code 93)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value",
      4,
    ],
    [
      'a lone decimal point',
      '[1.]',
      "Unexpected character (']' (code 93)) in numeric value: Decimal point not followed by a digit",
      5,
    ],
    [
      'an empty exponent',
      '[1e]',
      "Unexpected character (']' (code 93)) in numeric value: Exponent indicator not followed by a digit",
      5,
    ],
    [
      'a number that goes on',
      '1x',
      "Unexpected character ('x' (code 120)): Expected space separating root-level values",
      3,
    ],
    ['not-a-number', 'NaN', "Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow", 4],
    ['a word behind the value', '{} x', `Unrecognized token 'x': was expecting ${values}`, 5],
    [
      'a character beyond Latin-1',
      '[→]',
      `Unexpected character ('→' (code 8594 / 0x2192)): expected a valid value ${values}`,
      3,
    ],
    [
      'a form feed between tokens',
      '[\f1]',
      'Illegal character ((CTRL-CHAR, code 12)): only regular white space (\\r, \\n, \\t) is allowed between tokens',
      3,
    ],
    ['nothing', '', 'No content to map due to end-of-input', 1],
  ])('%s', (_, text, message, column) => {
    const parsed = parseJsonText(text);
    expect(parsed).toMatchObject({ ok: false, message });
    const line = text.slice(0, column).includes('\n') ? 2 : 1;
    if (line === 1) expect(parsed).toHaveProperty('location', expect.stringContaining(`line: 1, column: ${column}]`));
  });

  test('the place is given by line and column, the text quoted', () => {
    expect(parseJsonText('{\n  "a": 1,\n  b\n}')).toEqual({
      ok: false,
      message: "Unexpected character ('b' (code 98)): was expecting double-quote to start field name",
      location: '[Source: (String)"{\n  "a": 1,\n  b\n}"; line: 3, column: 4]',
    });
  });

  test('a long text is quoted in part', () => {
    expect(parseJsonText(`[${' '.repeat(999)}`)).toHaveProperty(
      'location',
      `[Source: (String)"[${' '.repeat(499)}"[truncated 500 chars]; line: 1, column: 1001]`,
    );
  });

  test('any broken JSON gets a message and never throws', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '}', ']', '"', '\\', 'x', '0', '\n'),
        (json, at, put) => {
          const index = at % (json.length + 1);
          const text = json.slice(0, index) + put + json.slice(index + 1);
          expect(parseJsonText(text).ok).toBe(isJson(text));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a JSON text is parsed', () => {
  test.each(['null', ' 1 ', '"a"', '[[1, 2], {"a": null}]', '{"__proto__": {"a": 1}}'])('%s', (text) => {
    expect(parseJsonText(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
  });

  test('brackets within strings do not count as nesting', () => {
    expect(parseJsonText(JSON.stringify(['['.repeat(5000), '"\\"{'.repeat(5000)]))).toMatchObject({ ok: true });
  });
});

describe('nesting is limited to 1000 levels', () => {
  test.each([
    [1000, true],
    [1001, false],
    [500_000, false],
  ])('%i levels: %s', (levels, ok) => {
    expect(parseJsonText('['.repeat(levels) + ']'.repeat(levels)).ok).toBe(ok);
  });

  test.each([
    ['arrays', '['.repeat(300_000)],
    ['objects', '{"a":'.repeat(200_000)],
    ['objects with an end', `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`],
  ])('the message names the limit for %s', (_, text) => {
    expect(parseJsonText(text)).toMatchObject({
      ok: false,
      message:
        'Document nesting depth (1001) exceeds the maximum allowed (1000, from `StreamReadConstraints.getMaxNestingDepth()`)',
    });
  });
});

describe('the digits of a number are limited to 1000', () => {
  const nines = (count: number): string => '9'.repeat(count);

  test.each([
    ['an integer', nines(1000), nines(1001)],
    ['a negative one in an array', `[-${nines(1000)}]`, `[-${nines(1001)}]`],
    ['digits behind the point count', `1.${nines(999)}`, `1.${nines(1000)}`],
    ['digits of an exponent count', `{"a":1.5e+${nines(998)}}`, `{"a":1.5e+${nines(999)}}`],
  ])('%s', (_, accepted, refused) => {
    expect(parseJsonText(accepted).ok).toBe(true);
    expect(parseJsonText(refused)).toMatchObject({
      ok: false,
      message:
        'Number value length (1001) exceeds the maximum allowed (1000, from `StreamReadConstraints.getMaxNumberLength()`)',
    });
  });

  test('strings may have as many as they like', () => {
    expect(parseJsonText(`{"${nines(5000)}":"${nines(5000)}"}`).ok).toBe(true);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
