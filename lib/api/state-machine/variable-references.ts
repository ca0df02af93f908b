import type { Examine } from '../../asl/data/jsonata/examine.ts';
import { expressionIn } from '../../asl/data/jsonata/expression.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../asl/json.ts';
import { examinedExpressions } from './examined-expressions.ts';

/**
 * Which variables each state of a definition reads: in JSONPath in payload template fields (`x.$`), in fields that are
 * paths, and in a Choice rule's Variable; in JSONata in expressions, but for names that they bind themselves.
 * undefined if there are none, as AWS then leaves the member out.
 */
export async function variableReferences(definition: string): Promise<Record<string, readonly string[]> | undefined> {
  const examine = await examinedExpressions(definition);
  const references = new Map<string, readonly string[]>();
  const machine = JSON.parse(definition) as JsonObject;
  collectStates(machine, machine.QueryLanguage, examine, references);
  return references.size === 0 ? undefined : Object.fromEntries(references);
}

/** Fields that hold states of their own, which are listed under their own names. */
const NESTED: ReadonlySet<string> = new Set(['Branches', 'ItemProcessor', 'Iterator']);

/** @param language of states that do not say it: that of the machine, however deep they are */
function collectStates(
  value: Json | undefined,
  language: Json | undefined,
  examine: Examine,
  references: Map<string, readonly string[]>,
): void {
  if (isArray(value)) for (const item of value) collectStates(item, language, examine, references);
  if (!isObject(value) || !isObject(value.States)) return;
  for (const [name, state] of Object.entries(value.States)) {
    if (!isObject(state)) continue;
    const isJsonata = (state.QueryLanguage ?? language) === 'JSONata';
    const names = new Set(isJsonata ? namesInExpressions(state, examine) : namesInPaths(state));
    if (names.size > 0) references.set(name, [...names].sort());
    for (const field of NESTED) collectStates(state[field], language, examine, references);
  }
}

/** A quoted text inside an intrinsic function, or `$name`; `$`, `$.`, `$[` and `$$` are no variables. */
const VARIABLE = /'(?:\\.|[^'\\])*'|\$\$|\$([\p{L}_][\p{L}\p{N}_]*)/gu;

/** Fields whose members have names of the author's, so that only `.$` says which of them are evaluated. */
const TEMPLATES: ReadonlySet<string> = new Set([
  ...['Parameters', 'ResultSelector', 'ItemSelector', 'BatchInput', 'Assign', 'Credentials'],
]);

function* namesInPaths(value: JsonObject, isTemplate = false): Generator<string> {
  for (const [field, member] of Object.entries(value)) {
    if (!isTemplate && (NESTED.has(field) || field === 'Result')) continue;
    if (typeof member === 'string') {
      if (isPathField(field, isTemplate)) for (const [, name] of member.matchAll(VARIABLE)) if (name) yield name;
    } else yield* namesWithin(member, isTemplate || TEMPLATES.has(field));
  }
}

function* namesWithin(value: Json, isTemplate: boolean): Generator<string> {
  if (isArray(value)) for (const item of value) yield* namesWithin(item, isTemplate);
  else if (isObject(value)) yield* namesInPaths(value, isTemplate);
}

function isPathField(field: string, isTemplate: boolean): boolean {
  return field.endsWith('.$') || (!isTemplate && (field.endsWith('Path') || field === 'Variable'));
}

/** Fields that are never evaluated, of states, Choice rules and catchers. */
const LITERAL: ReadonlySet<string> = new Set([
  ...['Type', 'Comment', 'QueryLanguage', 'Resource', 'Next', 'Default', 'Retry', 'ErrorEquals', ...NESTED],
]);

function* namesInExpressions(state: JsonObject, examine: Examine): Generator<string> {
  for (const [field, value] of Object.entries(state)) {
    if (LITERAL.has(field)) continue;
    if ((field === 'Choices' || field === 'Catch') && isArray(value)) {
      for (const handler of value) if (isObject(handler)) yield* namesInExpressions(handler, examine);
    } else for (const text of textsIn(value)) yield* variablesIn(text, examine);
  }
}

function variablesIn(text: string, examine: Examine): Iterable<string> {
  const expression = expressionIn(text);
  const examined = expression === undefined ? undefined : examine(expression);
  return examined && 'variables' in examined ? examined.variables : [];
}

function* textsIn(value: Json): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (isArray(value)) for (const item of value) yield* textsIn(item);
  else if (isObject(value)) for (const member of Object.values(value)) yield* textsIn(member);
}
