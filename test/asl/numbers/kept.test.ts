import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastState, outputOf } from './output-of.ts';

/** Numbers that a double would change, or that JavaScript would write otherwise. */
const numbers = [
  '1.0',
  '-1.50',
  '0.0',
  '-0.0',
  '1e2',
  '1E+2',
  '0.00000001',
  '12345678901234567890',
  '-9223372036854775809',
  '0.1234567890123456789',
  '1e400',
  '-1e999999999',
  '1e-400',
  '9'.repeat(1000),
];

const pass = (fields: string): string => lastState(`"Type":"Pass",${fields}`);

/** Where a number `N` goes, the states, and the output; the input is `{"n":N,"list":[N,{"m":N}],"one":1}`. */
const places: readonly (readonly [string, string, string])[] = [
  ['a Pass state', lastState('"Type":"Pass"'), '{"n":N,"list":[N,{"m":N}],"one":1}'],
  ['InputPath', pass('"InputPath":"$.list"'), '[N,{"m":N}]'],
  ['OutputPath', pass('"OutputPath":"$.n"'), 'N'],
  ['a path in Parameters', pass('"Parameters":{"a.$":"$.n","b":[{"c.$":"$.list[1]"}]}'), '{"a":N,"b":[{"c":{"m":N}}]}'],
  ['a literal in Parameters', pass('"Parameters":{"a":N,"b.$":"$.one"}'), '{"a":N,"b":1}'],
  ['a path with a wildcard', pass('"Parameters":{"a.$":"$.list[*]"}'), '{"a":[N,{"m":N}]}'],
  ['a path that descends', pass('"Parameters":{"a.$":"$..m"}'), '{"a":[N]}'],
  ['a path with a slice', pass('"Parameters":{"a.$":"$.list[0:1]"}'), '{"a":[N]}'],
  ['a path with a filter', pass('"Parameters":{"a.$":"$.list[?(@.m == $.n)]"}'), '{"a":[{"m":N}]}'],
  ['the context object', pass('"Parameters":{"a.$":"$$.Execution.Input.n"}'), '{"a":N}'],
  ['Result', pass('"Result":{"a":[N]}'), '{"a":[N]}'],
  ['a bare Result', pass('"Result":N'), 'N'],
  ['ResultPath', pass('"Result":N,"ResultPath":"$.made"'), '{"n":N,"list":[N,{"m":N}],"one":1,"made":N}'],
  [
    'ResultSelector',
    lastState(
      '"Type":"Task","Resource":"arn:aws:lambda:eu-central-1:123456789012:function:f","ResultSelector":{"a.$":"$.n","b":N}',
    ),
    '{"a":N,"b":N}',
  ],
  [
    'the parameters of a Task',
    lastState(
      '"Type":"Task","Resource":"arn:aws:lambda:eu-central-1:123456789012:function:f","Parameters":{"a.$":"$.n"}',
    ),
    '{"a":N}',
  ],
  [
    'Wait',
    '"S":{"Type":"Wait","Seconds":1,"Next":"T"},"T":{"Type":"Pass","Parameters":{"a.$":"$.n"},"End":true}',
    '{"a":N}',
  ],
  [
    'a variable',
    '"S":{"Type":"Pass","Assign":{"v.$":"$.n","w":{"x":N}},"Next":"T"},"T":{"Type":"Pass","Parameters":{"a.$":"$v","b.$":"$w.x"},"End":true}',
    '{"a":N,"b":N}',
  ],
  [
    'Parallel',
    lastState(
      '"Type":"Parallel","Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","OutputPath":"$.n","End":true}}},{"StartAt":"B","States":{"B":{"Type":"Pass","Result":N,"End":true}}}]',
    ),
    '[N,N]',
  ],
  [
    'Map',
    lastState(
      '"Type":"Map","ItemsPath":"$.list","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}',
    ),
    '[N,{"m":N}]',
  ],
  [
    'ItemSelector',
    lastState(
      '"Type":"Map","ItemsPath":"$.list","ItemSelector":{"a.$":"$$.Map.Item.Value","b.$":"$.n","c":N},"ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}',
    ),
    '[{"a":N,"b":N,"c":N},{"a":{"m":N},"b":N,"c":N}]',
  ],
  [
    'Assign in a Choice rule',
    '"S":{"Type":"Choice","Choices":[{"Variable":"$.n","IsNumeric":true,"Assign":{"v.$":"$.n"},"Next":"T"}]},"T":{"Type":"Pass","Parameters":{"a.$":"$v"},"End":true}',
    '{"a":N}',
  ],
  ['States.Array', pass('"Parameters":{"a.$":"States.Array($.n, N)"}'), '{"a":[N,N]}'],
  ['States.ArrayGetItem', pass('"Parameters":{"a.$":"States.ArrayGetItem($.list, 0)"}'), '{"a":N}'],
  ['States.ArrayUnique', pass('"Parameters":{"a.$":"States.ArrayUnique(States.Array($.n, $.list[0]))"}'), '{"a":[N]}'],
  [
    'States.JsonMerge',
    pass('"Parameters":{"a.$":"States.JsonMerge($, $.list[1], false)"}'),
    '{"a":{"n":N,"list":[N,{"m":N}],"one":1,"m":N}}',
  ],
  ['States.JsonToString', pass('"Parameters":{"a.$":"States.JsonToString($.list)"}'), '{"a":"[N,{\\"m\\":N}]"}'],
  [
    'States.StringToJson',
    pass('"Parameters":{"a.$":"States.StringToJson(States.JsonToString($.list))"}'),
    '{"a":[N,{"m":N}]}',
  ],
  ['States.Format', pass('"Parameters":{"a.$":"States.Format(\'{}/{}\', $.n, $.list)"}'), '{"a":"N/[N, {m=N}]"}'],
  ['a literal in JSONata', pass('"QueryLanguage":"JSONata","Output":{"a":N,"b":"{% 1 %}"}'), '{"a":N,"b":1}'],
];

describe.each(places)('%s keeps', (_, states, output) => {
  test.each(numbers)('%s', async (number) => {
    const put = (text: string): string =>
      text.replaceAll('N', (match, at: number) => (isPlace(text, at) ? number : match));
    expect(await outputOf(put(states), put('{"n":N,"list":[N,{"m":N}],"one":1}'))).toBe(put(output));
  });
});

/** Not the beginning of a word such as Next. */
function isPlace(text: string, at: number): boolean {
  return !/\w/.test(text.charAt(at + 1)) && !/\w/.test(text.charAt(at - 1));
}

const number = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(fc.nat().map(String), fc.bigInt({ min: 1n, max: 10n ** 30n }).map(String)),
    fc.oneof(fc.constant(''), fc.stringMatching(/^\.[0-9]{1,25}$/)),
    fc.oneof(fc.constant(''), fc.stringMatching(/^[eE][+-]?[0-9]{1,9}$/)),
  )
  .map((parts) => parts.join(''))
  // The integer 0 has no sign.
  .filter((text) => text !== '-0');

test('whatever the numbers, they come through a chain of states as they were written', async () => {
  const states = [
    '"S":{"Type":"Pass","Parameters":{"all.$":"$","twice.$":"States.Array($.list, $.list)"},"Assign":{"v.$":"$.all.list"},"Next":"P"}',
    '"P":{"Type":"Parallel","Branches":[{"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}}],"OutputPath":"$[0]","Next":"M"}',
    '"M":{"Type":"Map","ItemsPath":"$.twice","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}},"ResultPath":"$.mapped","Next":"T"}',
    '"T":{"Type":"Pass","Parameters":{"text.$":"States.JsonToString($.mapped[1])","variable.$":"$v","input.$":"$.all.list"},"Next":"U"}',
    '"U":{"Type":"Pass","Parameters":{"read.$":"States.StringToJson($.text)","variable.$":"$.variable","input.$":"$.input"},"End":true}',
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(number, { maxLength: 6 }), async (all) => {
      const list = `[${all.join(',')}]`;
      expect(await outputOf(states.join(','), `{"list":${list}}`)).toBe(
        `{"read":${list},"variable":${list},"input":${list}}`,
      );
    }),
    { numRuns: 50 },
  );
});
