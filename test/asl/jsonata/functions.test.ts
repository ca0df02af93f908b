import { describe, expect, test } from 'vitest';
import { withoutClockAndChance } from '../machine/no-clock-no-chance.ts';
import { evaluateAlone, failureOf } from './evaluate-alone.ts';

withoutClockAndChance();

const MD5_OF_A = '0cc175b9c0f1b6a831c399e269772661';

describe('functions that Step Functions adds', () => {
  test.each([
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([1,2,3], 2.9)', [[1, 2], [3]]],
    ['$partition([1], 5)', [[1]]],
    ['$partition([], 5)', []],
    ['$range(1, 9, 3)', [1, 4, 7]],
    ['$range(1, 7, 3)', [1, 4, 7]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$range(1.9, 3.9, 1.9)', [1, 2, 3]],
    ['$range(1, 9, 9)', 1],
    [
      '$map([2, 3], $range(1, ?, 1))',
      [
        [1, 2],
        [1, 2, 3],
      ],
    ],
    ['$hash("a", "MD5")', MD5_OF_A],
    ['$hash("a", "SHA-1")', '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'],
    ['$length($hash("é", "SHA-256"))', 64],
    ['$length($hash("é", "SHA-384"))', 96],
    ['$length($hash("é", "SHA-512"))', 128],
    ['"a" ~> $hash("MD5")', MD5_OF_A],
    ['$random()', 0],
    ['[$random(), $random()]', [0, 0.1]],
    ['$random(7) = $random(7)', true],
    ['$random(7) = $random(8)', false],
    ['$random(7) >= 0 and $random(7) < 1', true],
    ['$uuid()', '0134689b-ce01-4468-9bce-0134689bce01'],
    ['$uuid() = $uuid()', false],
    ['$parse("{\\"a\\": [1, null]}")', { a: [1, null] }],
    ['$parse("null")', null],
    ['$now()', '2030-01-02T03:04:05.678Z'],
    ['$now("[Y]-[M01]")', '2030-01'],
    ['$now("[H]", "+0200")', '5'],
    ['$millis()', Date.UTC(2030, 0, 2, 3, 4, 5, 678)],
    ['$shuffle([1, 2, 3, 4])', [2, 3, 4, 1]],
    ['$pad("né", 4)', 'né  '],
    ['$pad("né", -5, "ab")', 'abané'],
    ['$pad("long", 2)', 'long'],
    ['$exists($hash($nowhere, "MD5"))', false],
    ['$exists($partition($nowhere, 2))', false],
    ['$exists($parse($nowhere))', false],
  ])('%s', async (expression, value) => {
    expect(await evaluateAlone(expression)).toEqual(value);
  });

  test.each([
    ['$partition([1], 0)', 'The chunk size of the partition function must be at least 1'],
    ['$range(1, 2, 0)', 'The step of the range function must not be 0'],
    ['$range(1, "a", 1)', 'T0410: Argument 2 of function "range" does not match function signature'],
    ['$hash("a", "CRC")', 'The algorithm of the hash function must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512'],
    [
      '$parse("nope")',
      "Unrecognized token 'nope': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    ],
    ['$eval("1")', 'T1006: Attempted to invoke a non-function'],
  ])('%s fails the state', async (expression, message) => {
    expect(await failureOf(expression)).toBe(`threw an error during evaluation. ${message}`);
  });

  // jsonata itself does not expect these values.
  test.each(['{} ~> /a/', '$replace("a", /a/, {})', '$formatBase(1, 2.5)', '$sort([1, 2], {})'])(
    '%s says nothing about how it is carried out',
    async (expression) => {
      expect(await failureOf(expression)).not.toMatch(/Cannot|not a function|must be between/);
    },
  );

  test('a range that leads nowhere is nothing', async () => {
    expect(await failureOf('$range(1, 9, -1)')).toBe('returned nothing (undefined).');
  });
});

describe('sort and distinct are as in JSONata', () => {
  test.each([
    ['$sort([3, 1, 2])', [1, 2, 3]],
    ['$sort(["b", "a", "B"])', ['B', 'a', 'b']],
    ['$sort([{"n": 2, "k": "a"}, {"n": 1}, {"n": 2, "k": "b"}], function($l, $r) { $l.n > $r.n }).k', ['a', 'b']],
    ['$sort([1..9], function($l, $r) { $l < $r })', [9, 8, 7, 6, 5, 4, 3, 2, 1]],
    ['$sort(5)', [5]],
    ['$distinct([1, "1", 1, true, null, null])', [1, '1', true, null]],
    ['$distinct([{"a": 1, "b": [2]}, {"b": [2], "a": 1}, [1], [1], {"b": 2}])', [{ a: 1, b: [2] }, [1], { b: 2 }]],
    ['$distinct([[1, 1]])', [[1, 1]]],
    ['$distinct("a")', 'a'],
  ])('%s', async (expression, result) => {
    expect(await evaluateAlone(expression)).toEqual(result);
  });

  test('values of several types need a comparator', async () => {
    expect(await failureOf('$sort([1, "a"])')).toMatch(
      /^threw an error during evaluation. D3070: The single argument form/,
    );
  });
});

describe('expressions that would never end, or take all memory', () => {
  const TOO_DEEP =
    'D1011: Stack overflow. Check for non-terminating recursive function.  Consider rewriting as tail-recursive';
  const TOO_LONG = 'U1001: Expression evaluation timeout: Check for infinite loop';
  const TOO_MUCH_TEXT = 'The maximum text length of 4194304 was exceeded.';

  test.each([
    ['recursion', '($f := function($n) { 1 + $f($n + 1) }; $f(1))', TOO_DEEP],
    ['tail recursion', '($f := function($n) { $f($n + 1) }; $f(1))', TOO_LONG],
    ['loops within loops', '[1..10000].([1..10000].$)', TOO_LONG],
    ['a huge range', '[1..9999999]', 'D2015: The maximum sequence length of 9999999 was exceeded.'],
    [
      'a huge range by a step',
      '$range(1, 9999999999, 1)',
      'D2015: The maximum sequence length of 1000000 was exceeded.',
    ],
    ['a text that doubles', "$reduce([1..60], function($a, $b) { $a & $a }, 'x')", TOO_MUCH_TEXT],
    ['a text that is padded', '$pad("x", 999999999)', TOO_MUCH_TEXT],
    ['long ranges, again and again', '[1..1000000].($sum([1..1000000]))', TOO_LONG],
    ['long ranges that are searched', '[1..20000][$ in [1..20000]]', TOO_LONG],
    ['long texts, again and again', '[1..9999].$uppercase($pad("", 1000000, "a"))', TOO_LONG],
    ['too much to order', '[1..100000]^(>$)', TOO_LONG],
    ['too many groups', '[1..100000]{$string($): $}', TOO_LONG],
  ])('%s', async (_, expression, message) => {
    expect(await failureOf(expression)).toBe(`threw an error during evaluation. ${message}`);
  });

  test.each(['/^(a+)+\\1$/', '/^(?=(a+)+$)b/', '/(?<!b).*a.*a.*a.*c/'])(
    'a regular expression that backtracks, such as %s',
    async (expression) => {
      const text = '$pad("", 2000, "a")';
      expect(await failureOf(`$contains(${text}, ${expression})`)).toMatch(
        /would take too long on a text of 2000 char/,
      );
    },
  );

  test.each([
    ['$contains("Passw0rd", /^(?=.*[A-Z])(?=.*[0-9]).{8,}$/)', true],
    ['$replace("aXbX", /(?<=a)X/, "-")', 'a-bX'],
    ['$match("abab", /(ab)\\1/).match', 'abab'],
    ['$count($distinct([1..100000]))', 100_000],
    ['$count($sort([1..20000], function($a, $b) { $a < $b }))', 20_000],
    ['$sort($reverse([1..100000]))[0]', 1],
  ])('%s has its result', async (expression, result) => {
    expect(await evaluateAlone(expression)).toEqual(result);
  });

  test('values that contain the same value again and again', async () => {
    const bomb = '($a := {"a": 1}; $reduce([1..60], function($b, $n) { {"l": $b, "r": $b} }, $a))';
    expect(await failureOf(bomb)).toBe('returned an unsupported result type.');
  });
});
