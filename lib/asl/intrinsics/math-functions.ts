import { ArgumentError } from './argument-error.ts';
import { intrinsic } from './intrinsic-function.ts';

const MIN_INTEGER = -(2 ** 31);
const MAX_INTEGER = 2 ** 31 - 1;

export const MATH_FUNCTIONS = [
  /** A number from start (inclusive) to end (exclusive); a seed always gives the same one. */
  intrinsic(
    'MathRandom',
    ['integer', 'integer', 'integer'],
    ([start, end, seed], scope) => {
      if (start >= end) throw new ArgumentError('The start must be less than the end');
      const chance = typeof seed === 'number' ? seededChance(seed) : scope.random();
      return start + Math.floor(chance * (end - start));
    },
    { optional: 1 },
  ),
  intrinsic('MathAdd', ['integer', 'integer'], ([a, b]) => {
    const sum = a + b;
    if ([a, b, sum].some((value) => value < MIN_INTEGER || value > MAX_INTEGER)) {
      throw new ArgumentError(`The numbers and their sum must be between ${MIN_INTEGER} and ${MAX_INTEGER}`);
    }
    return sum;
  }),
];

/** One round of mulberry32, which spreads neighbouring seeds evenly over 0 ≤ n < 1. */
function seededChance(seed: number): number {
  let bits = (seed + 0x6d2b79f5) | 0;
  bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
}
