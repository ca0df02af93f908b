import { isArray, isNumber, isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { valueText } from './compare-numbers.ts';

/** A text that equal values have in common, as `jsonEquals` sees it, and others have not. */
export function valueKey(value: Json): string {
  if (isNumber(value)) return valueText(value);
  if (isArray(value)) return `[${value.map(valueKey).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${valueKey(member)}`);
  return `{${members.sort().join(',')}}`;
}
