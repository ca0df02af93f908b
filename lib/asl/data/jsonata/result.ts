import type { Json } from '../../json.ts';
import { MAX_NESTING_DEPTH } from '../../json-text/nesting-depth.ts';
import { MAX_SEQUENCE } from './limits.ts';
import { numberOut, type Longs } from './numbers.ts';

/** The value is nothing that JSON can write: a function, a regular expression. */
export const UNSUPPORTED: unique symbol = Symbol('unsupported');

/**
 * A copy of what jsonata returned as plain JSON, without the marks it leaves on arrays; undefined when it returned nothing.
 * Members without value are left out.
 */
export function toJson(value: unknown, longs: Longs | undefined): Json | undefined | typeof UNSUPPORTED {
  let copied = 0;
  const copy = (from: unknown, depth: number): Json | undefined | typeof UNSUPPORTED => {
    copied += 1;
    if (from === undefined || from === null) return from;
    if (typeof from === 'string' || typeof from === 'boolean') return from;
    if (typeof from === 'number') return numberOut(from, longs);
    if (typeof from !== 'object' || isFunction(from)) return UNSUPPORTED;
    // Values that contain themselves, or each other again and again, have no end.
    if (depth > MAX_NESTING_DEPTH || copied > MAX_SEQUENCE) return UNSUPPORTED;
    return Array.isArray(from) ? copyArray(from, depth) : copyObject(from, depth);
  };
  const copyArray = (from: readonly unknown[], depth: number): Json | typeof UNSUPPORTED => {
    const items: Json[] = [];
    for (const item of from) {
      const plain = copy(item, depth + 1);
      if (plain === UNSUPPORTED) return UNSUPPORTED;
      if (plain !== undefined) items.push(plain);
    }
    return items;
  };
  const copyObject = (from: object, depth: number): Json | typeof UNSUPPORTED => {
    const members: [string, Json][] = [];
    for (const [name, member] of Object.entries(from)) {
      const plain = copy(member, depth + 1);
      if (plain === UNSUPPORTED) return UNSUPPORTED;
      if (plain !== undefined) members.push([name, plain]);
    }
    return Object.fromEntries(members);
  };
  return copy(value, 0);
}

/** jsonata's own functions and lambdas are objects with a mark. */
function isFunction(value: { readonly _jsonata_function?: unknown; readonly _jsonata_lambda?: unknown }): boolean {
  return value._jsonata_function === true || value._jsonata_lambda === true;
}
