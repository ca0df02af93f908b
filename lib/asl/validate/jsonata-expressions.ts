import { isArray, isObject, type Json } from '../json.ts';
import { atField, atIndex, type Place, schemaError } from './place.ts';

/** May this value be an expression in the place of a literal? AWS takes any text for one until it is evaluated. */
export function isExpressionPlace(value: Json, place: Place): value is string {
  return place.language === 'JSONata' && typeof value === 'string';
}

/**
 * Checks every text within a value that JSONata evaluates, at any depth, each at its own location.
 * The one place through which all expressions of a definition pass: only their delimiters are looked at.
 */
export function checkExpressionsWithin(value: Json, place: Place): void {
  if (typeof value === 'string') checkDelimiters(value, place);
  else if (isArray(value)) value.forEach((item, index) => checkExpressionsWithin(item, atIndex(place, index)));
  else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) checkExpressionsWithin(member, atField(place, name));
  }
}

function checkDelimiters(text: string, place: Place): void {
  if (text.startsWith('{%') && !text.endsWith('%}')) {
    schemaError(place, 'JSONata string must start with {% and end with %}');
  }
}
