import type { Json, JsonObject } from '../json.ts';

/**
 * What a path, template, intrinsic function or rule may read.
 * `input` is what `$` means at that place; values are never changed in place.
 */
export interface DataScope {
  readonly input: Json;
  /** The context object (`$$`), built when first asked for. */
  contextObject(): JsonObject;
  /** The value of a workflow variable (`$name`) as it was when the state was entered; undefined when nobody assigned it. */
  variable(name: string): Json | undefined;
  /** The next number of this execution's own random sequence, 0 ≤ n < 1. */
  random(): number;
}
