import { isArray, isObject, type Json, type JsonObject } from '../../asl/json.ts';

/** A quoted text inside an intrinsic function, or `$name`; `$`, `$.`, `$[` and `$$` are no variables. */
const VARIABLE = /'(?:\\.|[^'\\])*'|\$\$|\$([\p{L}_][\p{L}\p{N}_]*)/gu;

/** Fields that hold states of their own, which are listed under their own names. */
const NESTED = new Set(['Branches', 'ItemProcessor', 'Iterator']);

/**
 * Which variables each state of a definition reads in JSONPath: in payload template fields (`x.$`), in fields that
 * are paths, and in a Choice rule's Variable. undefined if there are none, as AWS then leaves the member out.
 */
export function variableReferences(definition: string): Record<string, readonly string[]> | undefined {
  const references = new Map<string, readonly string[]>();
  collectStates(JSON.parse(definition) as Json, references);
  return references.size === 0 ? undefined : Object.fromEntries(references);
}

function collectStates(value: Json | undefined, references: Map<string, readonly string[]>): void {
  if (isArray(value)) for (const item of value) collectStates(item, references);
  if (!isObject(value) || !isObject(value.States)) return;
  for (const [name, state] of Object.entries(value.States)) {
    if (!isObject(state)) continue;
    const names = new Set<string>();
    collectNames(state, names);
    if (names.size > 0) references.set(name, [...names].sort());
    for (const field of NESTED) collectStates(state[field], references);
  }
}

function collectNames(value: JsonObject, names: Set<string>): void {
  for (const [field, member] of Object.entries(value)) {
    if (NESTED.has(field)) continue;
    if (typeof member === 'string') {
      if (isPathField(field)) for (const [, name] of member.matchAll(VARIABLE)) if (name !== undefined) names.add(name);
    } else if (isArray(member)) {
      for (const item of member) if (isObject(item)) collectNames(item, names);
    } else if (isObject(member)) collectNames(member, names);
  }
}

function isPathField(field: string): boolean {
  return field.endsWith('.$') || field.endsWith('Path') || field === 'Variable';
}
