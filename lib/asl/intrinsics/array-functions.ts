import { jsonEquals } from '../json.ts';
import type { Json } from '../json.ts';
import { valueKey } from '../json-text/value-key.ts';
import { ArgumentError } from './argument-error.ts';
import { intrinsic, variadic } from './intrinsic-function.ts';

const MAX_RANGE = 1000;

export const ARRAY_FUNCTIONS = [
  variadic('Array', [], (items) => items),
  intrinsic('ArrayPartition', ['array', 'integer'], ([array, size]) => {
    if (size < 1) throw new ArgumentError('The chunk size must be a positive integer');
    return Array.from({ length: Math.ceil(array.length / size) }, (_, chunk) =>
      array.slice(chunk * size, (chunk + 1) * size),
    );
  }),
  intrinsic('ArrayContains', ['array', 'any'], ([array, value]) => array.some((item) => jsonEquals(item, value))),
  intrinsic('ArrayRange', ['integer', 'integer', 'integer'], ([first, last, step]) => range(first, last, step)),
  intrinsic('ArrayGetItem', ['array', 'integer'], ([array, index]) => {
    const item = index < 0 ? undefined : array[index];
    if (item === undefined)
      throw new ArgumentError(`The index ${index} is not within the array of length ${array.length}`);
    return item;
  }),
  intrinsic('ArrayLength', ['array'], ([array]) => array.length),
  intrinsic('ArrayUnique', ['array'], ([array]) => {
    const seen = new Set<string>();
    return array.filter((item) => seen.size < seen.add(valueKey(item)).size);
  }),
];

function range(first: number, last: number, step: number): readonly Json[] {
  if (step === 0) throw new ArgumentError('The step must not be zero');
  if (first !== last && first < last !== step > 0) throw new ArgumentError('The step leads away from the last value');
  const length = Math.floor((last - first) / step) + 1;
  if (length > MAX_RANGE) throw new ArgumentError(`The range has more than ${MAX_RANGE} elements`);
  return Array.from({ length }, (_, index) => first + index * step);
}
