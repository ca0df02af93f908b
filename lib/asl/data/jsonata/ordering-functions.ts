import { RefusedCall } from './refused-call.ts';
import type { Row } from './functions.ts';

/** jsonata's own `sort` and `distinct`, which take a time that grows with the square of the array's length. */
export const ORDERING_FUNCTIONS: readonly Row[] = [
  {
    name: 'sort',
    signature: '<af?:a>',
    async body(array: readonly unknown[] | undefined, comparator: Comparator | undefined) {
      if (array === undefined || array.length <= 1) return array;
      if (comparator !== undefined) return mergeSorted(array, comparator);
      if (!isOfOneType(array)) {
        throw new RefusedCall(
          'The single argument form of the sort function can only be applied to an array of strings or an array of numbers.  Use the second argument to specify a comparison function',
          'D3070',
        );
      }
      return array.toSorted((a, b) => (a > b ? 1 : a < b ? -1 : 0));
    },
  },
  {
    name: 'distinct',
    signature: '<x:x>',
    body(value: unknown) {
      if (!Array.isArray(value) || value.length <= 1) return value;
      const kept = 'sequence' in value ? this.createSequence() : [];
      const seen = new Set<unknown>();
      for (const item of value as unknown[]) {
        const key = typeof item === 'object' && item !== null ? keyOf(item) : item;
        if (!seen.has(key)) kept.push(item);
        seen.add(key);
      }
      return kept;
    },
  },
];

/** Does the first come after the second? */
type Comparator = (first: unknown, second: unknown) => unknown;

function isOfOneType(array: readonly unknown[]): array is readonly string[] | readonly number[] {
  return ['string', 'number'].some((type) => array.every((item) => typeof item === type));
}

/** Merges runs of 1, 2, 4 … elements; those that are equal stay in their order. */
async function mergeSorted(array: readonly unknown[], isAfter: Comparator): Promise<unknown[]> {
  let sorted = [...array];
  for (let width = 1; width < sorted.length; width *= 2) {
    const merged: unknown[] = [];
    for (let start = 0; start < sorted.length; start += 2 * width) {
      const end = Math.min(start + 2 * width, sorted.length);
      const middle = Math.min(start + width, end);
      let [left, right] = [start, middle];
      while (left < middle && right < end) {
        merged.push((await isAfter(sorted[left], sorted[right])) ? sorted[right++] : sorted[left++]);
      }
      while (left < middle) merged.push(sorted[left++]);
      while (right < end) merged.push(sorted[right++]);
    }
    sorted = merged;
  }
  return sorted;
}

/** A text that equal arrays, and equal objects with their members in any order, have in common. Functions equal nothing. */
function keyOf(value: object): unknown {
  const functions: unknown[] = [];
  const text = JSON.stringify(value, (_, member: unknown) => {
    if (typeof member === 'function' || isFunction(member)) functions.push(member);
    return typeof member === 'object' && member !== null && !Array.isArray(member) ? inOrder(member) : member;
  });
  return functions.length === 0 ? `${Array.isArray(value) ? 'array' : 'object'} ${text}` : value;
}

function inOrder(object: object): object {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isFunction(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value);
}
