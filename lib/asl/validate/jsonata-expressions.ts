import { isArray, isObject, type Json } from '../json.ts';
import { type Place, schemaError } from './place.ts';

/** May this value be an expression in the place of a literal? AWS takes any text for one until it is evaluated. */
export function isExpressionPlace(value: Json, place: Place): value is string {
  return place.language === 'JSONata' && typeof value === 'string';
}

/**
 * Checks every text within a value that JSONata evaluates, at any depth.
 * The one place through which all expressions of a definition pass: only their delimiters are looked at.
 */
export function checkExpressionsWithin(value: Json, place: Place): void {
  if (typeof value === 'string') checkDelimiters(value, place);
  else if (isArray(value)) for (const item of value) checkExpressionsWithin(item, place);
  else if (isObject(value)) for (const item of Object.values(value)) checkExpressionsWithin(item, place);
}

function checkDelimiters(text: string, place: Place): void {
  if (text.startsWith('{%') && !text.endsWith('%}')) {
    schemaError(place, 'JSONata string must start with {% and end with %}');
  }
}
