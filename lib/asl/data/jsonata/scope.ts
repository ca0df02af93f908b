import type { Json, JsonObject } from '../../json.ts';
import type { Payload } from '../../payload.ts';
import type { DataScope } from '../data-scope.ts';

/** What the expressions of one field may read; all of it by way of variables, there is no `$`. */
export interface JsonataScope extends Pick<DataScope, 'contextObject' | 'variable' | 'random'> {
  /** `$states.input` */
  readonly input: Payload;
  /** `$states.result`: in Assign and Output of Task, Parallel and Map. */
  readonly result?: Payload | undefined;
  /** `$states.errorOutput`: in Assign and Output of catchers. */
  readonly errorOutput?: Payload | undefined;
  /** Milliseconds since the epoch: what `$now` and `$millis` answer. */
  readonly now: number;
}

/** `$states`. Each value is made when an expression looks at it. */
export function statesVariable(scope: JsonataScope): JsonObject {
  const states: Record<string, Json> = {};
  const member = (name: string, make: () => Json): void => {
    let made: Json | undefined;
    Object.defineProperty(states, name, { enumerable: true, get: () => (made ??= make()) });
  };
  const { input, result, errorOutput } = scope;
  member('input', () => copyOf(input));
  member('context', () => JSON.parse(JSON.stringify(scope.contextObject())) as Json);
  if (result) member('result', () => copyOf(result));
  if (errorOutput) member('errorOutput', () => copyOf(errorOutput));
  return states;
}

/** jsonata marks arrays that it has touched and expressions can change what they are given, so they get a value of their own. */
function copyOf(payload: Payload): Json {
  return JSON.parse(payload.text) as Json;
}
