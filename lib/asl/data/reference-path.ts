import { ErrorName, StateFailure } from '../errors.ts';
import { isArray, isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { jsonText } from '../json-text/json-text.ts';
import { MAX_NESTING_DEPTH } from '../json-text/nesting-depth.ts';
import { compileOnce } from './compile-cache.ts';
import { InvalidPathSyntax } from './invalid-path-syntax.ts';
import { parsePath } from './path-grammar.ts';

/** A path that names one place in the input: only members and indexes (spec: Reference Paths). */
export interface ReferencePath {
  readonly text: string;
  readonly keys: readonly (string | number)[];
}

/** @throws InvalidPathSyntax also for paths into the context object or a variable, which nobody can write to */
export const compileReferencePath: (path: string) => ReferencePath = compileOnce((text) => {
  const { root, steps } = parsePath(text);
  if (root !== 'input') throw new InvalidPathSyntax(text, "a reference path starts with '$.' or '$['");
  if (steps.length > MAX_NESTING_DEPTH) throw new InvalidPathSyntax(text, 'a path may not lead so deep');
  const keys = steps.map((step) => {
    if (step.kind === 'member') return step.name;
    if (step.kind === 'index' && step.index >= 0) return step.index;
    throw new InvalidPathSyntax(text, 'a reference path has only names and indexes');
  });
  return { text, keys };
});

/**
 * ResultPath: the raw input with `value` put at the place the path names. Missing objects are made;
 * nothing is changed in place.
 * @throws StateFailure States.ResultPathMatchFailure when the input has something else than an object, or an array too short, on the way
 */
export function insertAt(path: ReferencePath, rawInput: Json, value: Json): Json {
  const insert = (target: Json | undefined, depth: number): Json => {
    const key = path.keys[depth];
    if (key === undefined) return value;
    if (typeof key === 'string') {
      if (target === undefined) return { [key]: insert(undefined, depth + 1) };
      if (isObject(target)) {
        return { ...target, [key]: insert(Object.hasOwn(target, key) ? target[key] : undefined, depth + 1) };
      }
    } else if (isArray(target) && key < target.length) return target.with(key, insert(target[key], depth + 1));
    throw new StateFailure(
      ErrorName.resultPathMatchFailure,
      `Unable to apply ReferencePath ${path.text} to input ${jsonText(rawInput)}`,
    );
  };
  return insert(rawInput, 0);
}
