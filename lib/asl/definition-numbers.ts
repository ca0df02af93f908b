import { isArray, isObject } from './json.ts';
import type { Json } from './json.ts';
import { ExactNumber } from './json-text/exact-number.ts';

/** Fields whose numbers become data, or are compared with data: they stay as their author wrote them. */
const DATA_FIELDS: ReadonlySet<string> = new Set([
  'Parameters',
  'Arguments',
  'Result',
  'ResultSelector',
  'Output',
  'Assign',
  'Items',
  'ItemSelector',
  'BatchInput',
  'NumericEquals',
  'NumericLessThan',
  'NumericGreaterThan',
  'NumericLessThanEquals',
  'NumericGreaterThanEquals',
]);

/** A parsed definition, or a part of one, with doubles in all fields that steer the machine: `"BackoffRate": 2.0` is 2. */
export function withPlainFields(definition: Json): Json {
  return plain(definition, false);
}

/** @param namesStates the members are states by name, not fields */
function plain(value: Json, namesStates: boolean): Json {
  if (value instanceof ExactNumber) return value.double;
  if (isArray(value)) return value.map((item) => plain(item, false));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const isData = !namesStates && DATA_FIELDS.has(name);
      return [name, isData ? member : plain(member, !namesStates && name === 'States')];
    }),
  );
}
