import { isArray, isNumber, isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { doubleOf } from '../json-text/compare-numbers.ts';
import { jsonText } from '../json-text/json-text.ts';

type PathFunction = (value: Json) => Json | undefined;

/** Functions that may end a path; they get what the path before them gives. Undefined where there is nothing to compute. */
const FUNCTIONS = {
  length: size,
  size,
  keys: (value) => (isObject(value) ? Object.keys(value) : undefined),
  first: (value) => (isArray(value) ? value[0] : undefined),
  last: (value) => (isArray(value) ? value.at(-1) : undefined),
  min: ofNumbers((numbers) => numbers.reduce((a, b) => Math.min(a, b))),
  max: ofNumbers((numbers) => numbers.reduce((a, b) => Math.max(a, b))),
  sum: ofNumbers(sum),
  avg: ofNumbers(average),
  stddev: ofNumbers((numbers) => {
    const mean = average(numbers);
    return Math.sqrt(average(numbers.map((number) => (number - mean) ** 2)));
  }),
  concat: (value) => (isArray(value) ? value.map(concatenated).join('') : undefined),
} satisfies Record<string, PathFunction>;

export type PathFunctionName = keyof typeof FUNCTIONS;

export function isPathFunction(name: string): name is PathFunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}

export function applyPathFunction(name: PathFunctionName, value: Json): Json | undefined {
  return FUNCTIONS[name](value);
}

function size(value: Json): number | null {
  if (isArray(value) || typeof value === 'string') return value.length;
  return isObject(value) ? Object.keys(value).length : null;
}

function ofNumbers(compute: (numbers: readonly number[]) => number): PathFunction {
  return (value) => {
    const numbers = isArray(value) ? value.map(doubleOf).filter((item) => item !== undefined) : [];
    return numbers.length === 0 ? undefined : compute(numbers);
  };
}

/** Texts and numbers are joined, everything else is passed over. */
function concatenated(item: Json): string {
  if (typeof item === 'string') return item;
  return isNumber(item) ? jsonText(item) : '';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function average(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}
