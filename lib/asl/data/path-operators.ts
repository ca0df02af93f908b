import { isArray, isNumber, isObject, jsonEquals } from '../json.ts';
import type { Json } from '../json.ts';
import { compareNumbers, doubleOf } from '../json-text/compare-numbers.ts';
import { ExactNumber } from '../json-text/exact-number.ts';

/** One side of a comparison; undefined where its path finds nothing. */
export type Operand = Json | undefined;
export type FilterOperator = (left: Operand, right: Operand) => boolean;

/** Comparisons within `[?( … )]`, longest first so that `<=` is not read as `<`. */
export const FILTER_OPERATORS: readonly (readonly [text: string, test: FilterOperator])[] = [
  ['===', strictlyEqual],
  ['!==', (left, right) => !strictlyEqual(left, right)],
  ['==', looselyEqual],
  ['!=', (left, right) => !looselyEqual(left, right)],
  ['<=', ordered((order) => order <= 0)],
  ['>=', ordered((order) => order >= 0)],
  ['<', ordered((order) => order < 0)],
  ['>', ordered((order) => order > 0)],
  ['in', within],
  ['nin', (left, right) => !within(left, right)],
  ['subsetof', (left, right) => isArray(left) && left.every((item) => within(item, right))],
  ['anyof', (left, right) => isArray(left) && left.some((item) => within(item, right))],
  ['noneof', (left, right) => isArray(left) && !left.some((item) => within(item, right))],
  ['contains', contains],
  ['size', (left, right) => sized(left) !== undefined && sized(left) === (doubleOf(right) ?? sized(right))],
  ['empty', (left, right) => sized(left) !== undefined && (sized(left) === 0) === right],
];

function strictlyEqual(left: Operand, right: Operand): boolean {
  return left !== undefined && right !== undefined && jsonEquals(left, right);
}

const SPELLED = /^\s*-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*$/;

/** A number equals a string that spells it (Jayway). */
function looselyEqual(left: Operand, right: Operand): boolean {
  if (isNumber(left) && typeof right === 'string') {
    return SPELLED.test(right) && compareNumbers(left, new ExactNumber(right.trim())) === 0;
  }
  if (typeof left === 'string' && isNumber(right)) return looselyEqual(right, left);
  return strictlyEqual(left, right);
}

/** Numbers compare with numbers and strings with strings; anything else is false, never an error. */
function ordered(test: (order: number) => boolean): FilterOperator {
  return (left, right) => {
    if (isNumber(left) && isNumber(right)) return test(compareNumbers(left, right));
    if (typeof left !== 'string' || typeof right !== 'string') return false;
    return test(Number(left > right) - Number(left < right));
  };
}

function within(left: Operand, right: Operand): boolean {
  return isArray(right) && right.some((item) => looselyEqual(left, item));
}

function contains(left: Operand, right: Operand): boolean {
  if (typeof left === 'string') return typeof right === 'string' && left.includes(right);
  return within(right, left);
}

function sized(value: Operand): number | undefined {
  if (typeof value === 'string' || isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}
