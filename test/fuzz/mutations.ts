import fc from 'fast-check';
import { isArray, isObject, type Json } from '../../lib/asl/json.ts';
import { intrinsicCalls, jsonataTexts, jsonPaths, oddNames } from './odd-texts.ts';
import { objectOf, oddValues } from './odd-values.ts';

/** One change of a value; where it is made is settled when the value is known. */
export interface Mutation {
  readonly kind: 'drop' | 'replace' | 'rename' | 'copy' | 'retext' | 'add';
  readonly at: number;
  readonly from: number;
  readonly name: string;
  readonly value: Json;
  readonly texts: { readonly path: string; readonly call: string; readonly jsonata: string };
}

const mutation = (...kinds: readonly Mutation['kind'][]): fc.Arbitrary<Mutation> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    at: fc.nat({ max: 10_000 }),
    from: fc.nat({ max: 10_000 }),
    name: oddNames,
    value: oddValues,
    texts: fc.record({ path: jsonPaths, call: intrinsicCalls, jsonata: jsonataTexts }),
  });

/** Half of the time only texts are changed: what is then still accepted gets further. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.oneof(
  fc.array(mutation('retext'), { maxLength: 3 }),
  fc.array(mutation('drop', 'replace', 'rename', 'copy', 'retext', 'add'), { maxLength: 4 }),
);

export function mutated(sound: Json, changes: readonly Mutation[]): Json {
  return changes.reduce(apply, sound);
}

type Way = readonly (string | number)[];

function apply(target: Json, mutation: Mutation): Json {
  const all = [...placesOf(target)];
  const places = mutation.kind === 'retext' ? all.filter(({ value }) => isEvaluated(value)) : all;
  const place = places[mutation.at % places.length];
  if (!place || place.way.length === 0) return target;
  const { kind, name, value, from } = mutation;
  return changed(target, place.way, (key, old) => {
    switch (kind) {
      case 'drop':
        return [];
      case 'replace':
        return [[key, value]];
      case 'rename':
        return [[name, old]];
      case 'copy':
        return [[key, all[from % all.length]?.value ?? null]];
      case 'retext':
        return [[key, similar(old, mutation)]];
      case 'add':
        return [
          [key, old],
          [name, value],
        ];
    }
  });
}

/** Another text of the same language: an expression for an expression, a path or a call for a path. */
function similar(old: Json, { texts, from }: Mutation): string {
  if (typeof old === 'string' && old.startsWith('{%')) return `{% ${texts.jsonata} %}`;
  return from % 2 === 0 ? texts.path : texts.call;
}

function isEvaluated(value: Json): boolean {
  return typeof value === 'string' && /^(?:\$|States\.|\{%)/.test(value);
}

function* placesOf(value: Json, way: Way = []): Generator<{ readonly way: Way; readonly value: Json }> {
  yield { way, value };
  // Texts within deep values are as good as those above.
  if (way.length > 40) return;
  if (isArray(value)) for (const [index, item] of value.entries()) yield* placesOf(item, [...way, index]);
  else if (isObject(value)) for (const [name, member] of Object.entries(value)) yield* placesOf(member, [...way, name]);
}

type Edit = (key: string, old: Json) => readonly (readonly [string, Json])[];

function changed(target: Json, [key, ...rest]: Way, edit: Edit): Json {
  const editAt = (at: string | number, old: Json) =>
    at !== key
      ? [[String(at), old] as const]
      : rest.length > 0
        ? [[String(at), changed(old, rest, edit)] as const]
        : edit(String(at), old);
  if (isArray(target)) return target.flatMap((item, index) => editAt(index, item).map(([, value]) => value));
  return isObject(target) ? objectOf(Object.entries(target).flatMap(([name, member]) => editAt(name, member))) : target;
}
