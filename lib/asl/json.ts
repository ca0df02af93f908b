import { compareNumbers } from './json-text/compare-numbers.ts';
import { ExactNumber } from './json-text/exact-number.ts';

/** A parsed JSON value. Values that travel through an execution are never changed in place. */
export type Json = null | boolean | number | ExactNumber | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

export function isNumber(value: Json | undefined): value is number | ExactNumber {
  return typeof value === 'number' || value instanceof ExactNumber;
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Structural equality as the intrinsic functions and Choice rules see it: numbers by value, members of objects in any order. */
export function jsonEquals(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (isArray(a)) {
    return isArray(b) && a.length === b.length && a.every((item, index) => jsonEquals(item, b[index] as Json));
  }
  if (isNumber(a)) return isNumber(b) && compareNumbers(a, b) === 0;
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && jsonEquals(a[key] as Json, b[key] as Json))
  );
}
