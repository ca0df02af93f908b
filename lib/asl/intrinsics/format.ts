import { isArray, isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { jsonText } from '../json-text/json-text.ts';
import { ArgumentError } from './argument-error.ts';

/** An escaped character, or a place for a value. */
const SPECIAL = /\\([\\{}'])|\{\}/g;

/** Some payloads: what can be made of them takes a gigabyte otherwise. */
const MAX_LENGTH = 4_194_304;

/**
 * States.Format: each `{}` of the template replaced by the next value.
 * @param template still with its escapes, so that `\{\}` is not taken for a place
 * @throws ArgumentError unless there is one value for each place
 */
export function formatted(template: string, values: readonly Json[]): string {
  let used = 0;
  let length = 0;
  const text = template.replace(SPECIAL, (_, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    const value = values[used];
    used += 1;
    const shown = value === undefined ? '' : printed(value);
    length += shown.length;
    if (length > MAX_LENGTH) throw new ArgumentError(`The text would be longer than ${MAX_LENGTH} characters`);
    return shown;
  });
  if (used !== values.length) {
    throw new ArgumentError(`The template has ${used} places for values, but there are ${values.length} values`);
  }
  return text;
}

/** Text as it is, objects and arrays as Java prints maps and lists: `{Arg1=1, Arg2=[a, b]}` (recorded). */
function printed(value: Json): string {
  if (typeof value === 'string') return value;
  if (isArray(value)) return `[${value.map(printed).join(', ')}]`;
  if (!isObject(value)) return jsonText(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}=${printed(item)}`)
    .join(', ')}}`;
}
