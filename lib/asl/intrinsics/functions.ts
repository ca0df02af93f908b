import { ARRAY_FUNCTIONS } from './array-functions.ts';
import { ENCODING_FUNCTIONS } from './encoding-functions.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';
import { JSON_FUNCTIONS } from './json-functions.ts';
import { MATH_FUNCTIONS } from './math-functions.ts';
import { STRING_FUNCTIONS } from './string-functions.ts';
import { UUID_FUNCTION } from './uuid-function.ts';

/** Every function of the language by its name after `States.` (spec: Intrinsic functions). */
export const INTRINSIC_FUNCTIONS: ReadonlyMap<string, IntrinsicFunction> = new Map(
  [
    ...ARRAY_FUNCTIONS,
    ...ENCODING_FUNCTIONS,
    ...JSON_FUNCTIONS,
    ...MATH_FUNCTIONS,
    ...STRING_FUNCTIONS,
    UUID_FUNCTION,
  ].map((each) => [each.name, each]),
);
