import fc from 'fast-check';

/** Pieces put together come closer to a language than random characters do, and further than whole examples. */
const madeOf = (pieces: readonly string[], maxLength: number, separator = ''): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { maxLength }).map((chosen) => chosen.join(separator));

const words = (text: string): readonly string[] => text.split(' ');

const NAMES = ['a', 'items', 'made', 'n', '__proto__', 'constructor', 'toString', 'length', 'ä', '💥', ''];

const PATH_PIECES = [
  ...words('$ $$ . .. [ ] * ? ( ) @ \' " , : ! && || == != < > =~ in nin 0 1 -1 1.5 99999999999 1e400 null true'),
  ...words('.length() .sum() .concat() /a+/ [?(@.a>1)] [0:2] [(@.length-1)] .States .State.Name .Map.Item.Value'),
  ...NAMES.map((name) => `.${name}`),
  ...NAMES.map((name) => `['${name}']`),
];

export const jsonPaths: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('$', '$', '$', '$$', '$v', '$constructor', ''), madeOf(PATH_PIECES, 8))
  .map(([root, steps]) => root + steps);

const FUNCTIONS = [
  ...words(
    'Array ArrayPartition ArrayContains ArrayRange ArrayGetItem ArrayLength ArrayUnique Base64Encode Base64Decode',
  ),
  ...words('Hash JsonMerge JsonToString StringToJson MathAdd MathRandom Format StringSplit UUID Nope constructor'),
];
const ARGUMENTS = [
  ...words(
    `$ $.a $.items $$.State.Name $v 0 1 -1 1.5 1e308 9007199254740993 null true 'a' '{} {}' '\\'' '\\\\{' '\\x'`,
  ),
  ...[`'SHA-1'`, `'__proto__'`, `'💥'`, `''`, `'{"__proto__":1}'`, `'[[1'`, `'='`, 'States.UUID()'],
];

const call = (args: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...FUNCTIONS), fc.array(args, { maxLength: 4 }))
    .map(([name, list]) => `States.${name}(${list.join(', ')})`);
const argument = fc.constantFrom(...ARGUMENTS);

export const intrinsicCalls: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: call(fc.oneof(argument, call(argument))) },
  { weight: 1, arbitrary: madeOf([...ARGUMENTS, 'States.', 'Format', '(', ')', ',', ' ', "'"], 10) },
);

const JSONATA_PIECES = [
  ...words('( ) [ ] { } , ; : . .. * ** % ^ & + - / | ~> := = != < > ? ?: ?? in and or @$i #$i'),
  ...words('$states $states.input $states.result $states.errorOutput $states.context.State.Name $v $ $$ $nope'),
  ...words(
    '0 1 -1 1.5 1e308 1e400 9007199254740993 null true "a" "" "💥" "\\u0000" [] {} [1..5] [3..1] {"__proto__":1}',
  ),
  ...words('{"a":[1,[2]]} $states.input.items $states.input.a /a+/ /(a|b)*/i /$/ function($x){$x} λ($x,$y){$x+$y}'),
  '|$|{"a":1}|',
  '$x:=1',
  '`a`',
  'a',
  'items',
  '^(>a)',
  '[0]',
  '[-1]',
  '[]',
];
const JSONATA_FUNCTIONS = [
  ...words('string length substring substringBefore uppercase trim pad contains split join match replace base64encode'),
  ...words('base64decode encodeUrl encodeUrlComponent decodeUrl decodeUrlComponent number abs floor ceil round power'),
  ...words(
    'sqrt random formatNumber formatBase formatInteger parseInteger sum max min average count append sort reverse',
  ),
  ...words('shuffle distinct zip keys lookup spread merge sift each error assert type boolean not exists now millis'),
  ...words('fromMillis toMillis map filter single reduce partition range hash uuid parse eval clone constructor'),
];
const JSONATA_ARGUMENTS = [
  ...words(
    '$states.input $states.input.items $states.input.a $v 0 1 -1 2.5 1e20 null true "a" "a b" "" "💥" "[Y]" "#,##0.00"',
  ),
  ...words(
    '[1,2,3] ["a","b"] [[1],[2]] [] {} {"a":1} {"__proto__":{"a":1}} /a/ /(?:)/g function($x){$x} $string $nope',
  ),
];

const jsonataArgument = fc.constantFrom(...JSONATA_ARGUMENTS);
const jsonataCall = (args: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...JSONATA_FUNCTIONS), fc.array(args, { maxLength: 4 }))
    .map(([name, list]) => `$${name}(${list.join(', ')})`);

/** Without its delimiters. */
export const jsonataTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: jsonataCall(fc.oneof(jsonataArgument, jsonataCall(jsonataArgument))) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(jsonataArgument, fc.constantFrom('.', '&', '+', '~>', '=', 'in', '[', '.*.', '^(', '{'), jsonataArgument)
      .map((parts) => parts.join(' ')),
  },
  { weight: 3, arbitrary: madeOf(JSONATA_PIECES, 7, ' ') },
);

/** Anything that can stand in the place of a text. */
export const oddTexts: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(...NAMES, '\ud800', '\u0000', 'States.ALL', 'States.Runtime', '{%', '%}', '{%%}', '{% %}', '$', '$$'),
  fc.constantFrom(
    '2030-01-01T00:00:00Z',
    '+275760-09-13T00:00:00.001Z',
    '9999-12-31T23:59:59-23:59',
    '0000-01-01T00:00:00Z',
  ),
  jsonPaths,
  intrinsicCalls,
  jsonataTexts.map((text) => `{% ${text} %}`),
);

/** Names of members: those that objects have by themselves among them. */
export const oddNames: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NAMES, 'a.$', '__proto__.$', '.$', 'States', 'Next', 'End', 'Type', 'Assign', 'Output'),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
