import { isArray, type Json, type JsonObject } from '../../json.ts';
import { ExactNumber } from '../../json-text/exact-number.ts';
import { numberIn, type Longs } from './numbers.ts';

/**
 * A copy that its owner may change. jsonata marks arrays that it has touched and expressions can change what they are
 * given, while our values are shared. Objects within are copied when somebody looks at them: most never are.
 * @param longs gets the integers that the copy cannot hold
 */
export function privateCopy(value: Json, longs: Longs | undefined): Json {
  if (isArray(value)) return value.map((item) => privateCopy(item, longs));
  if (value instanceof ExactNumber) return numberIn(value, longs);
  return typeof value === 'object' && value !== null ? lazily(value, longs) : value;
}

function lazily(object: JsonObject, longs: Longs | undefined): JsonObject {
  const copy: Record<string, Json> = {};
  for (const [name, value] of Object.entries(object)) {
    if ((typeof value !== 'object' || value === null) && name !== '__proto__') copy[name] = value;
    else {
      Object.defineProperty(copy, name, {
        enumerable: true,
        configurable: true,
        get: () => define(copy, name, privateCopy(value, longs)),
        set: (changed: Json) => define(copy, name, changed),
      });
    }
  }
  return copy;
}

function define(object: Record<string, Json>, name: string, value: Json): Json {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  return value;
}
