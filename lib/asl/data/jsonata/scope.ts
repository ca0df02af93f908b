import type { Json, JsonObject } from '../../json.ts';
import type { Payload } from '../../payload.ts';
import type { DataScope } from '../data-scope.ts';
import type { Work } from './limits.ts';
import type { Longs } from './numbers.ts';
import { privateCopy } from './private-copy.ts';

/** What the expressions of one field may read; all of it by way of variables, there is no `$`. */
export interface JsonataScope extends Pick<DataScope, 'contextObject' | 'variable' | 'random'> {
  /** `$states.input` */
  readonly input: Payload;
  /** `$states.result`: in Assign and Output of Task, Parallel and Map. */
  readonly result?: Payload | undefined;
  /** `$states.errorOutput`: in Assign and Output of catchers. */
  readonly errorOutput?: Payload | undefined;
  /** Goes up with everything that is evaluated; the state fails when it is too much. */
  readonly work: Work;
  /** Milliseconds since the epoch: what `$now` and `$millis` answer. */
  readonly now: number;
  /** Integers that are too long for JSONata, noted as they are read; absent where nobody wants to know. */
  readonly longs?: Longs | undefined;
}

/** `$states`, with private copies. Each member is made when an expression looks at it. */
export function statesVariable(scope: JsonataScope): JsonObject {
  const states: Record<string, Json> = {};
  const member = (name: string, make: () => Json): void => {
    let made: Json | undefined;
    Object.defineProperty(states, name, { enumerable: true, get: () => (made ??= privateCopy(make(), scope.longs)) });
  };
  const { input, result, errorOutput } = scope;
  member('input', () => input.value);
  member('context', () => scope.contextObject());
  if (result) member('result', () => result.value);
  if (errorOutput) member('errorOutput', () => errorOutput.value);
  return states;
}
