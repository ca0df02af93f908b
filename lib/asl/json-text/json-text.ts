import { isArray, isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { ExactNumber } from './exact-number.ts';

/** The compact JSON text of a value; exact numbers as they were written. What `parseJson` makes of it is the same again. */
export function jsonText(value: Json): string {
  const before = ExactNumber.shown;
  const text = JSON.stringify(value);
  return ExactNumber.shown === before ? text : exactText(value);
}

function exactText(value: Json): string {
  if (value instanceof ExactNumber) return value.text;
  if (isArray(value)) return `[${value.map(exactText).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  let members = '';
  for (const name of Object.keys(value)) {
    const member = value[name];
    if (member !== undefined) members += `${members && ','}${JSON.stringify(name)}:${exactText(member)}`;
  }
  return `{${members}}`;
}
