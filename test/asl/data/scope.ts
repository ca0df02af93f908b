import type { DataScope } from '../../../lib/asl/data/data-scope.ts';
import type { Json, JsonObject } from '../../../lib/asl/json.ts';

interface Given {
  readonly context?: JsonObject;
  readonly variables?: JsonObject;
  readonly chance?: readonly number[];
}

/** A scope with this input; chance gives the listed numbers in turn and throws when there are none left. */
export function scopeOf(input: Json, { context = {}, variables = {}, chance = [] }: Given = {}): DataScope {
  const numbers = chance.values();
  return {
    input,
    contextObject: () => context,
    variable: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    random() {
      const { value } = numbers.next();
      if (value === undefined) throw new Error('chance was not expected');
      return value;
    },
  };
}
