import { isArray, isObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { DataScope } from './data-scope.ts';
import { compileExpression } from './expression.ts';
import { InvalidPathSyntax } from './invalid-path-syntax.ts';

/** A payload template: Parameters, ResultSelector, ItemSelector, Assign, … */
export interface CompiledTemplate {
  /** A template in which nothing is computed gives the template itself. @throws StateFailure */
  evaluate(scope: DataScope): Json;
}

type Evaluator = (scope: DataScope) => Json;

const compiled = new WeakMap<object, CompiledTemplate>();

/**
 * Keys that end in `.$` hold a path or an intrinsic function call and lose that ending; objects and arrays are
 * walked; everything else is taken as it is.
 * @throws InvalidPathSyntax
 */
export function compileTemplate(template: Json): CompiledTemplate {
  if (typeof template !== 'object' || template === null) return { evaluate: () => template };
  const known = compiled.get(template);
  if (known) return known;
  const made = { evaluate: evaluatorOf(template) ?? (() => template) };
  compiled.set(template, made);
  return made;
}

/** Undefined for what contains nothing to compute. */
function evaluatorOf(template: Json): Evaluator | undefined {
  if (isArray(template)) return arrayEvaluator(template);
  return isObject(template) ? objectEvaluator(template) : undefined;
}

function arrayEvaluator(template: readonly Json[]): Evaluator | undefined {
  const evaluators = template.map(evaluatorOf);
  if (evaluators.every((evaluator) => evaluator === undefined)) return undefined;
  const items = template.map((item, index): Evaluator => evaluators[index] ?? (() => item));
  return (scope) => items.map((item) => item(scope));
}

function objectEvaluator(template: JsonObject): Evaluator | undefined {
  const members = Object.entries(template).map(([key, value]): Member => {
    if (key.endsWith('.$')) return [key.slice(0, -2), expressionEvaluator(key, value), value];
    return [key, evaluatorOf(value), value];
  });
  if (members.every(([, evaluator]) => evaluator === undefined)) return undefined;
  return (scope) => {
    const result: Record<string, Json> = {};
    for (const [key, evaluator, literal] of members) define(result, key, evaluator ? evaluator(scope) : literal);
    return result;
  };
}

type Member = readonly [key: string, evaluator: Evaluator | undefined, literal: Json];

function expressionEvaluator(key: string, value: Json): Evaluator {
  if (typeof value !== 'string')
    throw new InvalidPathSyntax(JSON.stringify(value), `the field '${key}' must be a string`);
  const expression = compileExpression(value, key);
  return (scope) => expression.evaluate(scope);
}

/** Assigning to `__proto__` would change the object's prototype instead of giving it a member. */
function define(target: Record<string, Json>, key: string, value: Json): void {
  if (key !== '__proto__') target[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
