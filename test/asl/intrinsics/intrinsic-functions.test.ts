import { describe, expect, test } from 'vitest';
import { InvalidPathSyntax } from '../../../lib/asl/data/json-path.ts';
import { compileIntrinsic } from '../../../lib/asl/intrinsics/compile.ts';
import { INTRINSIC_FUNCTIONS } from '../../../lib/asl/intrinsics/functions.ts';
import type { Json } from '../../../lib/asl/json.ts';
import { scopeOf } from '../data/scope.ts';

const input = {
  name: 'Ada',
  template: 'I am {}',
  list: [1, 2, 3, 4, 5],
  mixed: [1, '1', null, [1], { a: 1, b: [] }, true],
  object: { Arg1: 1, Arg2: [], Arg3: { x: null } },
  long: 'x'.repeat(10_001),
  longest: 'x'.repeat(10_000),
  'a,b)': 'odd',
  none: null,
};
const context = { StateMachine: { Name: 'shop-orders-v1' } };
const variables = { total: 7 };

const call = (text: string): Json => compileIntrinsic(text).evaluate(scopeOf(input, { context, variables }));

describe('Format', () => {
  test.each([
    ["States.Format('no places')", 'no places'],
    ["States.Format('')", ''],
    ["States.Format('Hello {}', $.name)", 'Hello Ada'],
    ["States.Format('{}{}', 'a', 'b')", 'ab'],
    ["States.Format('{} {} {} {}', 1, 1.5, true, null)", '1 1.5 true null'],
    ["States.Format('{}', $.object)", '{Arg1=1, Arg2=[], Arg3={x=null}}'],
    ["States.Format('{}', $.mixed)", '[1, 1, null, [1], {a=1, b=[]}, true]'],
    ['States.Format($.template, $.name)', 'I am Ada'],
    ["States.Format('\\{\\} {}', 1)", '{} 1'],
    ["States.Format('it\\'s {}', 1)", "it's 1"],
    ["States.Format('C:\\\\{}', 'dir')", 'C:\\dir'],
    ["States.Format('{a} { } {}', 1)", '{a} { } 1'],
    ["States.Format('{}', '{}')", '{}'],
    ["States.Format('{}', '$&')", '$&'],
    ["States.Format('{}', $total)", '7'],
    ["States.Format('{}', $$.StateMachine.Name)", 'shop-orders-v1'],
  ])('%s is %j', (text, result) => expect(call(text)).toBe(result));
});

describe('the other functions', () => {
  test.each<[string, Json]>([
    ['States.Array()', []],
    ['States.Array( )', []],
    ["States.Array(1, 'a', null, true, false, $.list, $.none)", [1, 'a', null, true, false, [1, 2, 3, 4, 5], null]],
    ['States.Array(States.Array(), -1.5, 1000)', [[], -1.5, 1000]],

    ['States.ArrayPartition($.list, 2)', [[1, 2], [3, 4], [5]]],
    ['States.ArrayPartition($.list, 5)', [[1, 2, 3, 4, 5]]],
    ['States.ArrayPartition($.list, 99)', [[1, 2, 3, 4, 5]]],
    [
      'States.ArrayPartition($.list, 2.5)',
      [
        [1, 2, 3],
        [4, 5],
      ],
    ],
    ['States.ArrayPartition(States.Array(), 2)', []],

    ['States.ArrayContains($.list, 5)', true],
    ['States.ArrayContains($.list, 6)', false],
    ["States.ArrayContains($.mixed, '1')", true],
    ["States.ArrayContains($.list, '1')", false],
    ['States.ArrayContains($.mixed, null)', true],
    ['States.ArrayContains($.mixed, States.Array(1))', true],
    ['States.ArrayContains($.mixed, States.StringToJson(\'{"b":[],"a":1}\'))', true],
    ['States.ArrayContains($.mixed, States.Array())', false],
    ['States.ArrayContains(States.Array(), null)', false],
    ['States.ArrayContains($.mixed, false)', false],

    ['States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
    ['States.ArrayRange(0, 10, 3)', [0, 3, 6, 9]],
    ['States.ArrayRange(1, 9, 9)', [1]],
    ['States.ArrayRange(3, 3, 1)', [3]],
    ['States.ArrayRange(3, 3, -1)', [3]],
    ['States.ArrayRange(3, 0, -1)', [3, 2, 1, 0]],
    ['States.ArrayRange(0.4, 2.5, 1)', [0, 1, 2, 3]],

    ['States.ArrayGetItem($.list, 0)', 1],
    ['States.ArrayGetItem($.list, 4)', 5],
    ['States.ArrayGetItem($.mixed, 2)', null],

    ['States.ArrayLength($.list)', 5],
    ['States.ArrayLength(States.Array())', 0],

    ['States.ArrayUnique(States.Array(1, 2, 1, 3, 2))', [1, 2, 3]],
    ["States.ArrayUnique(States.Array(1, '1', 1.0))", [1, '1']],
    ['States.ArrayUnique(States.Array(null, null, $.list, $.list))', [null, [1, 2, 3, 4, 5]]],

    ["States.Base64Encode('Data to encode')", 'RGF0YSB0byBlbmNvZGU='],
    ["States.Base64Encode('')", ''],
    ["States.Base64Encode('grüße')", 'Z3LDvMOfZQ=='],
    ["States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", 'Data to encode'],
    ["States.Base64Decode('')", ''],
    ["States.Base64Decode(States.Base64Encode('grüße'))", 'grüße'],

    ["States.Hash('input', 'MD5')", 'a43c1b0aa53a0c908810c06ab1ff3967'],
    ["States.Hash('input', 'SHA-1')", '140f86aae51ab9e1cda9b4254fe98a74eb54c1a1'],
    ["States.Hash('input', 'SHA-256')", 'c96c6d5be8d08a12e7b5cdc1b207fa6b2430974c86803d8891675e76fd992c20'],
    ["States.Hash('', 'MD5')", 'd41d8cd98f00b204e9800998ecf8427e'],

    ['States.JsonToString($.object)', '{"Arg1":1,"Arg2":[],"Arg3":{"x":null}}'],
    ["States.JsonToString('text')", '"text"'],
    ['States.JsonToString(null)', 'null'],
    ['States.JsonToString(1.5)', '1.5'],
    ['States.JsonToString($.list)', '[1,2,3,4,5]'],

    ["States.StringToJson('')", null],
    ["States.StringToJson(' ')", null],
    ["States.StringToJson('null')", null],
    ["States.StringToJson('-0')", -0],
    ["States.StringToJson('1.1')", 1.1],
    ["States.StringToJson('true')", true],
    ['States.StringToJson(\'"text"\')', 'text'],
    ["States.StringToJson('[1, 2]')", [1, 2]],
    ['States.StringToJson(\'{"a": [1, "b"]}\')', { a: [1, 'b'] }],

    [
      'States.JsonMerge(States.StringToJson(\'{"a":1,"b":{"x":1}}\'), States.StringToJson(\'{"b":{"y":2},"c":3}\'), false)',
      { a: 1, b: { y: 2 }, c: 3 },
    ],
    ["States.JsonMerge($.object, States.StringToJson('{}'), false)", input.object],

    ['States.MathAdd(1, 2)', 3],
    ['States.MathAdd(1.5, 0)', 2],
    ['States.MathAdd(-1.5, 0)', -1],
    ['States.MathAdd(-0.5, 0)', 0],
    ['States.MathAdd(2.5, 0)', 3],
    ['States.MathAdd(1.49, 1.5)', 3],
    ['States.MathAdd(2147483647, 0)', 2147483647],
    ['States.MathAdd(-2147483647, -1)', -2147483648],

    ["States.StringSplit('1,2,3', ',')", ['1', '2', '3']],
    ["States.StringSplit(' ', ',')", [' ']],
    ["States.StringSplit(' , ', ',')", [' ', ' ']],
    ["States.StringSplit(',,,,', ',')", []],
    ["States.StringSplit('', ',')", []],
    ["States.StringSplit('abc', '')", ['abc']],
    ["States.StringSplit('This.is+a,test=string', '.+,=')", ['This', 'is', 'a', 'test', 'string']],
    ["States.StringSplit('split on T and \nnew line', 'T\n')", ['split on ', ' and ', 'new line']],
    ["States.StringSplit('a🆗b', '🆗')", ['a', 'b']],
    ["States.ArrayGetItem(States.StringSplit($$.StateMachine.Name, '-'), 0)", 'shop'],
    [
      "States.ArrayGetItem(States.StringSplit($$.StateMachine.Name, '-'), States.MathAdd(States.ArrayLength(States.StringSplit($$.StateMachine.Name, '-')), -1))",
      'v1',
    ],
  ])('%s is %j', (text, result) => expect(call(text)).toEqual(result));
});

describe('chance comes from the execution', () => {
  test.each([
    ['States.MathRandom(1, 7)', 0, 1],
    ['States.MathRandom(1, 7)', 0.5, 4],
    ['States.MathRandom(1, 7)', 0.999, 6],
    ['States.MathRandom(-7, -1)', 0, -7],
    ['States.MathRandom(12.5, 44.51)', 0.999, 44],
  ])('%s with %d is %d', (text, chance, result) => {
    expect(compileIntrinsic(text).evaluate(scopeOf({}, { chance: [chance] }))).toBe(result);
  });

  test('a seed gives the same number without any chance, and another seed another one', () => {
    const seeded = (seed: number): Json => call(`States.MathRandom(0, 1000000, ${seed})`);
    expect(seeded(3)).toBe(seeded(3));
    expect(new Set([1, 2, 3, 4, 5].map(seeded)).size).toBe(5);
  });

  test('UUID makes a version 4 UUID', () => {
    const chance = Array.from({ length: 32 }, (_, index) => (index % 16) / 16);
    const uuid = compileIntrinsic('States.UUID()').evaluate(scopeOf({}, { chance }));
    expect(uuid).toBe('01234567-89ab-4def-8123-456789abcdef');
  });
});

describe('a function that cannot work fails the state and shows the whole call', () => {
  const shown = JSON.stringify(input);
  test.each([
    ['States.ArrayLength($.x)', `The JsonPath argument for the field '$.x' could not be found in the input '${shown}'`],
    [
      'States.Array($.list[9])',
      `The JsonPath argument for the field '$.list[9]' could not be found in the input '${shown}'`,
    ],
    ['States.Array($x)', `The JsonPath argument for the field '$x' could not be found in the input '${shown}'`],
    [
      'States.Array($$.x)',
      `The JsonPath argument for the field '$$.x' could not be found in the input '${JSON.stringify(context)}'`,
    ],
    [
      'States.MathAdd(1, States.ArrayLength($.x))',
      `The JsonPath argument for the field '$.x' could not be found in the input '${shown}'`,
    ],

    ['States.Format()', 'States.Format takes at least 1 arguments, but there are 0'],
    ['States.UUID(1)', 'States.UUID takes 0 arguments, but there are 1'],
    ['States.MathAdd(1)', 'States.MathAdd takes 2 arguments, but there are 1'],
    ['States.MathRandom(1)', 'States.MathRandom takes 2 to 3 arguments, but there are 1'],
    ['States.MathRandom(1, 2, 3, 4)', 'States.MathRandom takes 2 to 3 arguments, but there are 4'],

    ['States.Format(1)', 'Argument 1 of States.Format must be of the type string'],
    ['States.ArrayLength($.name)', 'Argument 1 of States.ArrayLength must be of the type array'],
    ['States.ArrayLength($.object)', 'Argument 1 of States.ArrayLength must be of the type array'],
    ["States.MathAdd(1, '2')", 'Argument 2 of States.MathAdd must be of the type integer'],
    ['States.MathAdd(null, 2)', 'Argument 1 of States.MathAdd must be of the type integer'],
    ['States.StringToJson($.object)', 'Argument 1 of States.StringToJson must be of the type string'],
    ['States.Hash($.list, $.name)', 'Argument 1 of States.Hash must be of the type string'],
    ['States.JsonMerge($.list, $.object, false)', 'Argument 1 of States.JsonMerge must be of the type object'],
    ['States.JsonMerge($.object, $.object, 0)', 'Argument 3 of States.JsonMerge must be of the type boolean'],

    ["States.Format('{} {}', 1)", 'The template has 2 places for values, but there are 1 values'],
    ["States.Format('{}', 1, 2)", 'The template has 1 places for values, but there are 2 values'],
    ["States.Format('', 1)", 'The template has 0 places for values, but there are 1 values'],
    ['States.ArrayPartition($.list, 0)', 'The chunk size must be a positive integer'],
    ['States.ArrayPartition($.list, -1)', 'The chunk size must be a positive integer'],
    ['States.ArrayRange(1, 9, 0)', 'The step must not be zero'],
    ['States.ArrayRange(1, 9, -1)', 'The step leads away from the last value'],
    ['States.ArrayRange(9, 1, 1)', 'The step leads away from the last value'],
    ['States.ArrayRange(1, 1001, 1)', 'The range has more than 1000 elements'],
    ['States.ArrayGetItem($.list, 5)', 'The index 5 is not within the array of length 5'],
    ['States.ArrayGetItem($.list, -1)', 'The index -1 is not within the array of length 5'],
    ["States.Base64Decode('?')", 'The argument is not a valid Base64 text'],
    ["States.Base64Decode('abcde')", 'The argument is not a valid Base64 text'],
    ['States.Base64Encode($.long)', 'The text has more than 10000 characters'],
    ['States.Base64Decode($.long)', 'The text has more than 10000 characters'],
    ["States.Hash($.long, 'MD5')", 'The text has more than 10000 characters'],
    ["States.Hash('x', 'MD4')", 'The algorithm must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512'],
    ["States.Hash('x', 'constructor')", 'The algorithm must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512'],
    ["States.StringToJson('{')", 'The argument is not a valid JSON text'],
    ['States.JsonMerge($.object, $.object, true)', 'Deep merging is not supported; the third argument must be false'],
    ['States.MathRandom(7, 7)', 'The start must be less than the end'],
    ['States.MathRandom(7, 1)', 'The start must be less than the end'],
    ['States.MathAdd(2147483647, 1)', 'The numbers and their sum must be between -2147483648 and 2147483647'],
    ['States.MathAdd(2147483648, -1)', 'The numbers and their sum must be between -2147483648 and 2147483647'],
  ])('%s', (text, reason) => {
    const detail = `The function '${text}' had the following error: ${reason}`;
    expect(() => call(text)).toThrow(expect.objectContaining({ error: 'States.Runtime', detail }));
  });

  test('ten thousand characters can be encoded and hashed', () => {
    expect(call('States.Base64Encode($.longest)')).toHaveLength(13_336);
    expect(call("States.Hash($.longest, 'SHA-512')")).toHaveLength(128);
    expect(call("States.Hash($.longest, 'SHA-384')")).toHaveLength(96);
  });
});

describe('arguments are written as the language says', () => {
  const nested = (depth: number): string => 'States.Array('.repeat(depth) + ')'.repeat(depth);

  test.each<[string, Json]>([
    ['States.Array(  1 ,2  )', [1, 2]],
    [' States.Array(1) ', [1]],
    ['States.Array (1)', [1]],
    ["States.Array('a, b)', 'c')", ['a, b)', 'c']],
    ["States.Array('\\\\ \\' \\{ \\}')", ["\\ ' { }"]],
    ['States.Array(\'{"a"}\')', ['{"a"}']],
    ["States.Array($['a,b)'], $.list[0])", ['odd', 1]],
    ['States.Array($.list[?(@ > 3)], $.list.length())', [[4, 5], 5]],
    [
      'States.Array($.list[1:3],$.list[*])',
      [
        [2, 3],
        [1, 2, 3, 4, 5],
      ],
    ],
    ['States.Array($total, $$.StateMachine.Name)', [7, 'shop-orders-v1']],
    ['States.Array(-1, 0.5, 100, 007)', [-1, 0.5, 100, 7]],
    [nested(10), [[[[[[[[[[]]]]]]]]]]],
  ])('%s is %j', (text, result) => expect(call(text)).toEqual(result));

  test.each([
    '',
    'States',
    'States.',
    'States.Array',
    'States.Array(',
    'States.Array(1',
    'States.Array(1,)',
    'States.Array(,1)',
    'States.Array(1 2)',
    'States.Array(1))',
    'States.Array(1) x',
    'States.Array("a")',
    "States.Array('a)",
    "States.Array('a\\n')",
    'States.StringToJson(\'{"text":"An \\"escaped\\" quote"}\')',
    "States.Array('a\\')",
    'States.Array(text)',
    'States.Array(True)',
    'States.Array($.)',
    'States.Array(@.a)',
    'States.array(1)',
    'States.Nope()',
    'States.constructor()',
    'Array(1)',
    nested(11),
    nested(100_000),
  ])('%.60j does not compile', (text) => {
    expect(() => compileIntrinsic(text)).toThrow(InvalidPathSyntax);
  });
});

test('there are the 18 functions of the language', () => {
  expect(INTRINSIC_FUNCTIONS.size).toBe(18);
});
