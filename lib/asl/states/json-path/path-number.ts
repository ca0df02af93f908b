import { compilePath } from '../../data/json-path.ts';
import { runtimeFailure } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { doubleOf } from '../../json-text/compare-numbers.ts';
import { jsonText } from '../../json-text/json-text.ts';
import type { Visit } from '../../machine/visit.ts';
import { effectiveInput } from './exit.ts';

/** What a field may refer to, and what AWS calls that in its texts (recorded). */
const numberKinds = {
  integer: (value: number) => Number.isInteger(value),
  float: () => true,
};

/**
 * The number of a field, literal or by its …Path twin; undefined where both are missing.
 * @throws StateFailure when the path refers to something else
 */
export function numberOf(
  visit: Visit,
  fields: JsonObject,
  field: string,
  kind: keyof typeof numberKinds,
): number | undefined {
  const path = fields[`${field}Path`];
  if (typeof path !== 'string') {
    const literal = fields[field];
    return typeof literal === 'number' ? literal : undefined;
  }
  const value = compilePath(path).read(visit.scope(effectiveInput(visit).value));
  // A text of digits is as good as an integer (recorded for MaxConcurrencyPath).
  const number =
    kind === 'integer' && typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : doubleOf(value);
  if (number !== undefined && numberKinds[kind](number)) return number;
  const shown = typeof value === 'string' ? value : jsonText(value);
  throw runtimeFailure(`The ${field}Path field refers to value "${shown}" which is not a valid ${kind}: ${path}`);
}
