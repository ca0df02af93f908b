import { JSONPath } from 'jsonpath-plus';
import { runtimeFailure } from '../errors.ts';
import { isArray, isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { applyPathFunction } from './path-functions.ts';
import type { Filter } from './path-filter.ts';
import { isDefinite } from './path-steps.ts';
import type { Step } from './path-steps.ts';

/** A member of an object; undefined for anything that is not its own. */
export function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** An element of an array, counted from the end when negative; undefined past either end. */
export function element(value: Json | undefined, index: number): Json | undefined {
  return isArray(value) ? value.at(index) : undefined;
}

/**
 * What the steps lead to from `start`: one value (undefined if there is none) or, where they are indefinite, an array.
 * `document` is what `$` means in their filters.
 */
export function findFrom(start: Json, steps: readonly Step[], document: Json): Json | undefined {
  const last = steps.at(-1);
  if (last?.kind === 'function') {
    const value = findFrom(start, steps.slice(0, -1), document);
    return value === undefined ? undefined : applyPathFunction(last.name, value);
  }
  let found: readonly Json[] = [start];
  steps.forEach((step, index) => {
    const context = { document, scanning: steps[index - 1]?.kind === 'descendants', last: step === last };
    found = found.flatMap((value) => select(value, step, context));
  });
  return isDefinite(steps) ? found[0] : found;
}

interface Context {
  readonly document: Json;
  /** Is the value one of those that `..` found? */
  readonly scanning: boolean;
  readonly last: boolean;
}

function select(value: Json, step: Step, { document, scanning, last }: Context): readonly Json[] {
  switch (step.kind) {
    case 'member':
      return present([member(value, step.name)]);
    case 'index':
      return present([element(value, step.index)]);
    case 'indexes':
      return present(step.indexes.map((index) => element(value, index)));
    case 'members':
      return last ? pick(value, step.names) : present(step.names.map((name) => member(value, name)));
    case 'slice':
      return isArray(value) ? value.slice(step.from, step.to) : [];
    case 'wildcard':
      return query('$[*]', value);
    case 'descendants':
      return query('$..', value).filter((each) => typeof each === 'object' && each !== null);
    case 'filter':
      // An object is itself the candidate, an array's elements are; `..` has found those already (Jayway).
      if (isObject(value)) return filter([value], step.filter, document);
      return isArray(value) && !scanning ? filter(value, step.filter, document) : [];
    case 'function':
      return [];
  }
}

function present(values: readonly (Json | undefined)[]): readonly Json[] {
  return values.filter((value) => value !== undefined);
}

/** Several members at the end of a path give one object of those that are there (Jayway). */
function pick(value: Json, names: readonly string[]): readonly Json[] {
  if (!isObject(value)) return [];
  return [
    Object.fromEntries(names.flatMap((name) => (Object.hasOwn(value, name) ? [[name, value[name] as Json]] : []))),
  ];
}

function filter(candidates: readonly Json[], { expression, tests }: Filter, document: Json): readonly Json[] {
  return query(`$[?${expression}]`, candidates, { ...tests, document });
}

/** Only fixed texts and {@link Filter} expressions come here, so that the package never parses what an author wrote. */
function query(path: string, json: Json, sandbox: Record<string, unknown> = {}): readonly Json[] {
  if (typeof json !== 'object' || json === null) return [];
  try {
    return JSONPath<Json[]>({ path, json, eval: 'safe', sandbox: sandbox as never });
  } catch (thrown) {
    if (thrown instanceof RangeError) throw runtimeFailure('The input is nested too deeply for the path.');
    throw thrown;
  }
}
