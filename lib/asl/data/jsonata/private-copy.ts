import { isArray, type Json, type JsonObject } from '../../json.ts';

/**
 * A copy that its owner may change. jsonata marks arrays that it has touched and expressions can change what they are
 * given, while our values are shared. Objects within are copied when somebody looks at them: most never are.
 */
export function privateCopy(value: Json): Json {
  if (isArray(value)) return value.map(privateCopy);
  return typeof value === 'object' && value !== null ? lazily(value) : value;
}

function lazily(object: JsonObject): JsonObject {
  const copy: Record<string, Json> = {};
  for (const [name, value] of Object.entries(object)) {
    if ((typeof value !== 'object' || value === null) && name !== '__proto__') copy[name] = value;
    else {
      Object.defineProperty(copy, name, {
        enumerable: true,
        configurable: true,
        get: () => define(copy, name, privateCopy(value)),
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
