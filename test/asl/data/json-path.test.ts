import { describe, expect, test } from 'vitest';
import { compilePath, InvalidPathSyntax, tryRead } from '../../../lib/asl/data/json-path.ts';
import type { Json } from '../../../lib/asl/json.ts';
import { scopeOf } from './scope.ts';

const shop = {
  orders: [
    { id: 1, total: 10, tags: ['new', 'paid'], customer: { name: 'Ada' } },
    { id: 2, total: 25.5, tags: [], customer: { name: 'Bo', vip: true } },
    { id: 3, total: 7, tags: ['paid'], note: null },
  ],
  currency: 'EUR',
  limit: 10,
  matrix: [
    [1, 2],
    [3, 4],
  ],
};
const [first, second, third] = shop.orders;

type Row = readonly [path: string, input: Json, result: Json];

const read = (path: string, input: Json): Json => compilePath(path).read(scopeOf(input));

describe('a definite path gives the value it names', () => {
  test.each<Row>([
    ['$', { a: 1 }, { a: 1 }],
    ['$', null, null],
    ['$', 'text', 'text'],
    ['$', 0, 0],
    ['$.a', { a: 1 }, 1],
    ['$.a', { a: null }, null],
    ['$.a', { a: false }, false],
    ['$.a', { a: '' }, ''],
    ['$.a', { a: [] }, []],
    ['$.a.b.c', { a: { b: { c: 'deep' } } }, 'deep'],
    ["$['a']", { a: 1 }, 1],
    ['$["a"]', { a: 1 }, 1],
    ["$['a'].b['c']", { a: { b: { c: 1 } } }, 1],
    ["$[ 'a' ]", { a: 1 }, 1],
    ["$['']", { '': 1 }, 1],
    ["$['a.b']", { 'a.b': 1 }, 1],
    ["$['a b']", { 'a b': 1 }, 1],
    ["$['a\\'b']", { "a'b": 1 }, 1],
    ['$["a\\"b"]', { 'a"b': 1 }, 1],
    ["$['a\"b']", { 'a"b': 1 }, 1],
    ["$['*']", { '*': 1, a: 2 }, 1],
    ["$['$']", { $: 1 }, 1],
    ["$['a,b']", { 'a,b': 1 }, 1],
    ["$['a~^`;@']", { 'a~^`;@': 1 }, 1],
    ["$['C:\\dir']", { 'C:\\dir': 1 }, 1],
    ["$['0']", { 0: 'zero' }, 'zero'],
    ['$.0', { 0: 'zero' }, 'zero'],
    ['$.delivery-partner', { 'delivery-partner': 'UPS' }, 'UPS'],
    ['$.:id', { ':id': 1 }, 1],
    ['$.@type', { '@type': 'T' }, 'T'],
    ['$.größe.名前', { größe: { 名前: 1 } }, 1],
    ['$.🆗', { '🆗': 1 }, 1],
    ['$.length', { length: 3 }, 3],
    ['$.constructor', { constructor: 1 }, 1],
    ['$.__proto__.a', JSON.parse('{"__proto__":{"a":1}}') as Json, 1],
    ['$[0]', ['x', 'y'], 'x'],
    ['$[1]', ['x', 'y'], 'y'],
    ['$[-1]', ['x', 'y', 'z'], 'z'],
    ['$[-3]', ['x', 'y', 'z'], 'x'],
    ['$[ 1 ]', ['x', 'y'], 'y'],
    ['$[0][1]', [[1, 2]], 2],
    ['$.orders[1].customer.name', shop, 'Bo'],
    ['$.orders[2].note', shop, null],
    ['$.matrix[1][0]', shop, 3],
  ])('%s of %j is %j', (path, input, result) => {
    expect(read(path, input)).toEqual(result);
    expect(compilePath(path).definite).toBe(true);
  });
});

describe('an indefinite path gives an array of what it matches', () => {
  test.each<Row>([
    ['$[*]', [1, 2], [1, 2]],
    ['$[*]', { a: 1, b: 2 }, [1, 2]],
    ['$.*', { a: 1, b: 2 }, [1, 2]],
    ['$[*]', {}, []],
    ['$[*]', 'text', []],
    ['$[*]', [null, 0, false], [null, 0, false]],
    ['$.items[*]', {}, []],
    ['$.item.items[*]', {}, []],
    ['$.items[*].itemValue', {}, []],
    ['$.items[*].a', { items: [{ a: 1 }, { b: 2 }, 3, { a: null }] }, [1, null]],
    ["$.items[*]['a','b']", { items: [{ a: 1, b: 2, c: 3 }, { b: 4 }] }, [{ a: 1, b: 2 }, { b: 4 }]],
    ['$.matrix[*][0]', shop, [1, 3]],
    ['$.matrix[*][*]', shop, [1, 2, 3, 4]],
    ['$.matrix[*][-1]', shop, [2, 4]],
    ['$.matrix[*][5]', shop, []],
    ['$.orders[*].tags[*]', shop, ['new', 'paid', 'paid']],
    ['$.orders[*].customer.name', shop, ['Ada', 'Bo']],
    ["$['matrix'][*]['length']", shop, []],

    ['$[1:3]', [0, 1, 2, 3], [1, 2]],
    ['$[1:]', [0, 1, 2], [1, 2]],
    ['$[:1]', [0, 1, 2], [0]],
    ['$[:0]', [0, 1, 2], []],
    ['$[0:0]', [0, 1, 2], []],
    ['$[-2:]', [0, 1, 2], [1, 2]],
    ['$[:-1]', [0, 1, 2], [0, 1]],
    ['$[:]', [0, 1], [0, 1]],
    ['$[5:]', [0, 1], []],
    ['$[0:99]', [0, 1], [0, 1]],
    ['$[0:1]', { a: 1 }, []],
    ['$.items[1:]', {}, []],
    ['$.item.items[1:5]', {}, []],
    ['$.items[1:].itemValue', {}, []],
    ['$.orders[0:2].id', shop, [1, 2]],

    ['$[0,2]', ['a', 'b', 'c'], ['a', 'c']],
    ['$[2,0]', ['a', 'b', 'c'], ['c', 'a']],
    ['$[0, -1]', ['a', 'b', 'c'], ['a', 'c']],
    ['$[0,9]', ['a'], ['a']],
    ['$.orders[0,1].id', shop, [1, 2]],
    ["$['a','b'].c", { a: { c: 1 }, b: { c: 2 } }, [1, 2]],

    ['$..id', shop, [1, 2, 3]],
    ['$..a', { a: { a: 1 }, b: [{ a: 2 }] }, [{ a: 1 }, 1, 2]],
    ["$..['a']", { x: { a: 1 } }, [1]],
    ['$..*', { a: { b: 1 }, c: [2] }, [{ b: 1 }, [2], 1, 2]],
    ['$..[0]', { a: [1, [2]], b: [] }, [1, 2]],
    ['$..[0]', [[1], [2]], [[1], 1, 2]],
    ['$..nope', shop, []],
    ['$..length', ['text', [1]], []],
    ['$.orders..name', shop, ['Ada', 'Bo']],
  ])('%s of %j is %j', (path, input, result) => {
    expect(read(path, input)).toEqual(result);
    expect(compilePath(path).definite).toBe(false);
  });
});

describe('a filter keeps what it is true for', () => {
  test.each<Row>([
    ['$.users[?(@.status == 0)]', { users: [{ status: 0 }, { status: 1 }] }, [{ status: 0 }]],
    ['$.orders[?(@.total > 9)].id', shop, [1, 2]],
    ['$.orders[?(@.total >= 10)].id', shop, [1, 2]],
    ['$.orders[?(@.total < 10)].id', shop, [3]],
    ['$.orders[?(@.total<=10)].id', shop, [1, 3]],
    ['$.orders[?(@.total != 10)].id', shop, [2, 3]],
    ["$.orders[?(@.customer.name == 'Ada')].id", shop, [1]],
    ['$.orders[?(@.customer.name == "Ada")].id', shop, [1]],
    ["$.orders[?('Ada' == @.customer.name)].id", shop, [1]],
    ["$.orders[?(@['customer']['name'] == 'Bo')].id", shop, [2]],
    ['$.orders[?(@.customer.vip)].id', shop, [2]],
    ['$.orders[?(@.note)].id', shop, [3]],
    ['$.orders[?(@.note == null)].id', shop, [3]],
    ['$.orders[?(!@.customer)].id', shop, [3]],
    ['$.orders[?(!(@.customer))].id', shop, [3]],
    ['$.orders[?(@.customer.vip == true)].id', shop, [2]],
    ['$.orders[?(@.nope != 1)].id', shop, [1, 2, 3]],
    ['$.orders[?(@.nope == null)].id', shop, []],
    ['$.orders[?(@.nope < 1)].id', shop, []],
    ['$.orders[?(@.total > 5 && @.total < 20)].id', shop, [1, 3]],
    ['$.orders[?(@.id == 1 || @.id == 3)].id', shop, [1, 3]],
    ['$.orders[?(@.id == 1 || @.id == 2 && @.total > 100)].id', shop, [1]],
    ['$.orders[?((@.id == 1 || @.id == 2) && @.total > 20)].id', shop, [2]],
    ['$.orders[?( @.id==1||@.id==3 )].id', shop, [1, 3]],
    ['$.orders[?(@.total >= $.limit)].id', shop, [1, 2]],
    ['$.orders[?(@.tags[0])].id', shop, [1, 3]],
    ["$.orders[?(@.tags[*] == ['paid'])].id", shop, [3]],
    ['$.orders[?(@.tags.length() > 1)].id', shop, [1]],
    ['$.orders[?(@.id in [1, 3])].id', shop, [1, 3]],
    ["$.orders[?(@.customer.name in ['Ada', 'Cy'])].id", shop, [1]],
    ['$.orders[?(@.id nin [1, 3])].id', shop, [2]],
    ["$.orders[?(@.tags contains 'paid')].id", shop, [1, 3]],
    ["$.orders[?(@.customer.name contains 'd')].id", shop, [1]],
    ["$.orders[?(@.tags anyof ['new'])].id", shop, [1]],
    ["$.orders[?(@.tags noneof ['new'])].id", shop, [2, 3]],
    ["$.orders[?(@.tags subsetof ['paid'])].id", shop, [2, 3]],
    ['$.orders[?(@.tags empty true)].id', shop, [2]],
    ['$.orders[?(@.tags size 2)].id', shop, [1]],
    ['$.orders[?(@.tags == [])].id', shop, [2]],
    ['$.orders[?(@.customer[?(@.vip)] empty false)].id', shop, [2]],
    ['$[?(@ > 1)]', [1, 2, 3], [2, 3]],
    ['$[?(@ == 1.0)]', [1, '1', 2], [1, '1']],
    ['$[?(@ === 1)]', [1, '1'], [1]],
    ['$[?(@ !== 1)]', [1, '1'], ['1']],
    ["$[?(@ > '1')]", [2, '2'], ['2']],
    ['$[?(@ == 0)]', [false, '', null, 0, '0'], [0, '0']],
    ["$[?(@ == 'it\\'s')]", ["it's"], ["it's"]],
    ["$[?(@ == ')]')]", [')]', 1], [')]']],
    ["$[?(@.a == '@.b && $.c')]", [{ a: '@.b && $.c' }], [{ a: '@.b && $.c' }]],
    ['$[?(@ == -1.5e1)]', [-15], [-15]],
    ['$[?(@.a)]', [{ a: false }, { a: null }, { a: 0 }, {}], [{ a: false }, { a: null }, { a: 0 }]],
    ['$[?(@.a == 1)]', { a: 1, b: { a: 1 } }, [{ a: 1, b: { a: 1 } }]],
    ['$.k[?(@.a == 2)]', { k: { a: 1 } }, []],
    ['$.k[?(@.a == 1)]', {}, []],
    ['$.k[?(@.a == 1)]', { k: 'text' }, []],
    ['$..[?(@.a)]', { x: [{ a: 1 }, { y: { a: 2 } }] }, [{ a: 1 }, { a: 2 }]],
    ['$..[?(@.vip == true)].name', shop, ['Bo']],
    ['$.orders[?(@.id == 1)].tags[1]', shop, ['paid']],
  ])('%s of %j is %j', (path, input, result) => {
    expect(read(path, input)).toEqual(result);
  });
});

describe('several names or a function at the end give one value', () => {
  test.each<Row>([
    ["$['currency','limit']", shop, { currency: 'EUR', limit: 10 }],
    ["$['currency','nope']", shop, { currency: 'EUR' }],
    ["$['a','__proto__']", JSON.parse('{"a":1,"__proto__":2}') as Json, JSON.parse('{"a":1,"__proto__":2}') as Json],
    ['$.orders.length()', shop, 3],
    ['$.orders.size()', shop, 3],
    ['$.currency.length()', shop, 3],
    ['$.length()', { a: 1, b: 2 }, 2],
    ['$.limit.length()', shop, null],
    ['$..id.length()', shop, 3],
    ['$.nope[*].length()', shop, 0],
    ['$.orders[*].total.min()', shop, 7],
    ['$.orders[*].total.max()', shop, 25.5],
    ['$.orders[*].total.sum()', shop, 42.5],
    ['$.avg()', [1, 2, 'x', 6], 3],
    ['$.stddev()', [2, 4, 4, 4, 5, 5, 7, 9], 2],
    ['$.first()', [1, 2], 1],
    ['$.last()', [1, 2], 2],
    ['$.keys()', { a: 1, b: 2 }, ['a', 'b']],
    ['$.concat()', ['a', 1, true, 'b'], 'a1b'],
    ['$.concat( )', [], ''],
  ])('%s of %j is %j', (path, input, result) => {
    expect(read(path, input)).toEqual(result);
    expect(compilePath(path).definite).toBe(true);
  });
});

describe('a path starts from the input, the context object or a variable', () => {
  const scope = scopeOf(
    { from: 'input' },
    { context: { Execution: { Id: 'e-1' } }, variables: { count: 3, list: [{ n: 1 }, { n: 2 }], größe: 'L', _x: 1 } },
  );
  test.each<[string, Json]>([
    ['$.from', 'input'],
    ['$$', { Execution: { Id: 'e-1' } }],
    ['$$.Execution.Id', 'e-1'],
    ["$$['Execution']['Id']", 'e-1'],
    ['$$.Execution[*]', ['e-1']],
    ['$count', 3],
    ['$list[1].n', 2],
    ['$list[*].n', [1, 2]],
    ['$list.length()', 2],
    ['$list[?(@.n == $[0].n)]', [{ n: 1 }]],
    ['$größe', 'L'],
    ['$_x', 1],
  ])('%s is %j', (path, result) => {
    expect(compilePath(path).read(scope)).toEqual(result);
  });
});

describe('a definite path that finds nothing fails the state in AWS’s words', () => {
  test.each<[path: string, input: Json, detail: string]>([
    ['$.x', {}, "Invalid path '$.x' : No results for path: $['x']"],
    ['$.x', null, "Invalid path '$.x' : No results for path: $['x']"],
    ['$.x', [{ x: 1 }], "Invalid path '$.x' : No results for path: $['x']"],
    ['$.a.x', { a: {} }, "Invalid path '$.a.x' : No results for path: $['a']['x']"],
    ['$.a.x', { a: 'text' }, "Invalid path '$.a.x' : No results for path: $['a']['x']"],
    ['$.no.such', {}, "Invalid path '$.no.such' : Missing property in path $['no']"],
    ['$.no.such.result.path', {}, "Invalid path '$.no.such.result.path' : Missing property in path $['no']"],
    ['$.a.no.such', { a: {} }, "Invalid path '$.a.no.such' : Missing property in path $['a']['no']"],
    ['$.a[2]', { a: [1] }, "Invalid path '$.a[2]' : No results for path: $['a'][2]"],
    ['$.a[-2]', { a: [1] }, "Invalid path '$.a[-2]' : No results for path: $['a'][-2]"],
    ['$.a[2].b', { a: [1] }, "Invalid path '$.a[2].b' : Missing property in path $['a'][2]"],
    ['$[0]', { 0: 1 }, "Invalid path '$[0]' : No results for path: $[0]"],
    ["$['0']", ['x'], "Invalid path '$['0']' : No results for path: $['0']"],
    ['$.length', [1, 2], "Invalid path '$.length' : No results for path: $['length']"],
    ['$.length', 'text', "Invalid path '$.length' : No results for path: $['length']"],
    ['$.a.length()', {}, "Invalid path '$.a.length()' : Missing property in path $['a']"],
    ['$.min()', [], "Invalid path '$.min()' : No results for path: $.min()"],
    ['$$.x', {}, "Invalid path '$$.x' : No results for path: $['x']"],
    ['$x', { x: 1 }, "Invalid path '$x' : No results for path: $['x']"],
    ['$x.y', { x: 1 }, "Invalid path '$x.y' : No results for path: $['x']"],
    ['$.constructor', {}, "Invalid path '$.constructor' : No results for path: $['constructor']"],
    ['$.__proto__', {}, "Invalid path '$.__proto__' : No results for path: $['__proto__']"],
    ['$.a.toString', { a: {} }, "Invalid path '$.a.toString' : No results for path: $['a']['toString']"],
  ])('%s of %j', (path, input, detail) => {
    const scope = scopeOf(input);
    expect(() => compilePath(path).read(scope)).toThrow(expect.objectContaining({ error: 'States.Runtime', detail }));
    expect(tryRead(compilePath(path), scope)).toBeUndefined();
  });
});

describe('a text that is no path does not compile', () => {
  test.each([
    '',
    ' ',
    'a',
    '.a',
    '@.a',
    ' $.a',
    '$.a ',
    '$.',
    '$..',
    '$.a.',
    '$.a..',
    '$...a',
    '$[',
    '$[]',
    '$[a]',
    "$['a",
    "$['a'",
    "$['a',]",
    "$['a',0]",
    '$[0',
    '$[0,]',
    "$[0,'a']",
    '$[1.5]',
    '$[::2]',
    '$[0:4:2]',
    '$.a b',
    "$.it's",
    '$a.b.',
    '$$x',
    '$1',
    '$[?]',
    '$[?@.a]',
    '$[?()]',
    '$[?(@.a',
    '$[?(@.a)',
    '$[?(@.a ==)]',
    '$[?(@.a == )]',
    '$[?(@.a = 1)]',
    '$[?(@.a == b)]',
    '$[?(@.a == 1 &&)]',
    '$[?(@.a & 1)]',
    '$[?((@.a)]',
    '$[?(@.a == [1,)]',
    '$[(@.length-1)]',
    '$.nope()',
    '$.index(0)',
    '$.a.length().b',
    '$.length(',
  ])('%j', (text) => {
    expect(() => compilePath(text)).toThrow(InvalidPathSyntax);
  });

  test('what Jayway has and we have not is named', () => {
    expect(() => compilePath('$[?(@.a =~ /x/)]')).toThrow('the operator =~ is not supported');
    expect(() => compilePath('$.a.index(0)')).toThrow('the function index() is not supported');
  });
});

describe('a hostile path does no harm', () => {
  test.each([
    "$[?(@.constructor.constructor('return process')())]",
    '$[?(process.exit())]',
    '$[?(t0(@))]',
    '$[?(a = 1)]',
    '$[?(@.a.repeat(1e9))]',
    `$[?(${'('.repeat(100_000)}@.a${')'.repeat(100_000)})]`,
    `$[?(${'!'.repeat(100_000)}@.a)]`,
    `$[?(@.a == ${'['.repeat(100_000)})]`,
    `$${'[?(@'.repeat(100_000)}`,
    `$[?(${Array.from({ length: 1000 }, () => '@.a').join('&&')})]`,
    `$${'.a'.repeat(100_000)}`,
  ])('%.60s does not compile', (path) => {
    expect(() => compilePath(path)).toThrow(InvalidPathSyntax);
  });

  test.each([
    ['$[?(@.constructor)]', [{}], []],
    ['$[?(@.__proto__)]', [{}], []],
    ["$[?(@['toString'])]", [{}], []],
    ['$..constructor', [{}], []],
    ['$..__proto__', [{}], []],
  ])('%s of %j sees only what is in the JSON text', (path, input, result) => {
    expect(read(path, input)).toEqual(result);
  });

  test('.. goes as deep as the input does', () => {
    let deep: Json = { a: 'bottom' };
    for (let depth = 0; depth < 50_000; depth += 1) deep = [deep];
    expect(read('$..a', deep)).toEqual(['bottom']);
  });

  test('an array of a hundred thousand elements can be scanned and filtered', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => index);
    expect(read('$..*', many)).toHaveLength(100_000);
    expect(read('$[?(@ > 99997)]', many)).toEqual([99_998, 99_999]);
  });

  test('a repeated .. fails instead of multiplying values without end', () => {
    let chain: Json = {};
    for (let depth = 0; depth < 1000; depth += 1) chain = { a: chain };
    expect(() => read('$..a..a..a..a', chain)).toThrow('A path matches more than 262144 values.');
  });
});

test('a path is compiled once', () => {
  expect(compilePath('$.orders[0]')).toBe(compilePath('$.orders[0]'));
});

test('reading changes nothing and copies nothing', () => {
  const before = JSON.stringify(shop);
  expect(read('$.orders[0]', shop)).toBe(first);
  expect(read('$.orders[1:]', shop)).toEqual([second, third]);
  expect(JSON.stringify(shop)).toBe(before);
});
