import fc from 'fast-check';
import type { Json } from '../../lib/asl/json.ts';
import { oddNames, oddTexts } from './odd-texts.ts';

/** An object that really has the members it is given, `__proto__` too. */
export function objectOf(entries: readonly (readonly [string, Json])[]): Json {
  return Object.fromEntries(entries);
}

const NUMBERS = [0, -0, 1, -1, 1.5, 1e-7, 1e21, 1e308, 2 ** 31, 2 ** 53, -(2 ** 53), 99_999_999, 100_000_000, 0.1];

const scalars: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, false),
  fc.constantFrom<Json>(...NUMBERS),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  oddTexts,
);

const { value: small } = fc.letrec<{ readonly value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(oddNames, tie('value')), { maxLength: 4 }).map(objectOf),
  ),
}));

const deep: fc.Arbitrary<Json> = fc
  .tuple(fc.constantFrom(5, 50, 400, 990), fc.boolean(), scalars)
  .map(([levels, arrays, core]) => nested(levels, arrays, core));

const wide: fc.Arbitrary<Json> = fc
  .tuple(fc.constantFrom(50, 300), scalars)
  .map(([length, item]) => Array.from({ length }, () => item));

/** Values that nobody thought of. */
export const oddValues: fc.Arbitrary<Json> = fc.oneof(
  { weight: 20, arbitrary: small },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: wide },
);

function nested(levels: number, arrays: boolean, core: Json): Json {
  let value = core;
  for (let level = 0; level < levels; level += 1) value = arrays ? [value] : { a: value };
  return value;
}

/** JSON texts, with their white space and their numbers as somebody may write them. */
export const oddJsonTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: oddValues.map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: oddValues.map((value) => JSON.stringify(value, null, '\t')) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('1E400', '-0', '1.0', '12345678901234567890', '{"a":1,"a":2}', ' [ ] ', '"\\ud83d"'),
  },
);
