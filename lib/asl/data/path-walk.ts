import { JSONPath } from 'jsonpath-plus';
import { runtimeFailure } from '../errors.ts';
import { isArray, isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { MAX_PAYLOAD_BYTES } from '../payload.ts';
import { applyPathFunction } from './path-functions.ts';
import type { Filter } from './path-filter.ts';
import { isDefinite } from './path-steps.ts';
import type { Step } from './path-steps.ts';

/** More values could not be passed between states anyway; repeated `..` would multiply them without end. */
const MAX_MATCHES = MAX_PAYLOAD_BYTES;

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
    if (step.kind !== 'filter') found = selectAll(found, step, step === last);
    else found = filter(candidates(found, steps[index - 1]?.kind === 'descendants'), step.filter, document);
  });
  return isDefinite(steps) ? found[0] : found;
}

function selectAll(values: readonly Json[], step: Selector, last: boolean): readonly Json[] {
  const found: Json[] = [];
  for (const value of values) {
    for (const each of select(value, step, last)) found.push(each);
    if (found.length > MAX_MATCHES) throw runtimeFailure(`A path matches more than ${MAX_MATCHES} values.`);
  }
  return found;
}

type Selector = Exclude<Step, { readonly kind: 'filter' }>;

function select(value: Json, step: Selector, last: boolean): readonly Json[] {
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
      return containers(value);
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

/** The value and all objects and arrays below it, parents first, however deep they are. */
function containers(value: Json): readonly Json[] {
  const found: Json[] = [];
  const ahead = [value];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (!isArray(next) && !isObject(next)) continue;
    found.push(next);
    for (const below of Object.values(next).reverse()) ahead.push(below);
  }
  return found;
}

/** What a filter has to decide on: an object itself, an array's elements, which `..` has found already (Jayway). */
function candidates(values: readonly Json[], scanning: boolean): readonly Json[] {
  return values.flatMap((value) => {
    if (isArray(value)) return scanning ? [] : value;
    return isObject(value) ? [value] : [];
  });
}

function filter(values: readonly Json[], { expression, tests }: Filter, document: Json): readonly Json[] {
  return query(`$[?${expression}]`, values, tests(document));
}

/** Only fixed texts and {@link Filter} expressions come here, so that the package never parses what an author wrote. */
function query(path: string, json: Json, sandbox: object = {}): readonly Json[] {
  if (!isArray(json) && !isObject(json)) return [];
  return JSONPath<Json[]>({ path, json, eval: 'safe', sandbox: sandbox as never });
}
