import { isArray, isObject, type Json } from '../../json.ts';
import { expressionFailure, reasons } from './evaluation-failure.ts';
import { compileJsonata, expressionIn, InvalidJsonata, type CompiledJsonata } from './expression.ts';
import type { JsonataScope } from './scope.ts';

/** Computes the value of a field. @throws EvaluationFailure */
export type Evaluator = (scope: JsonataScope, location: string) => Promise<Json>;

const compiled = new WeakMap<object, Evaluator | 'literal'>();

/** Arrays and objects are walked, texts in delimiters evaluated one after the other; undefined when there are none. */
export function compileEvaluator(template: Json): Evaluator | undefined {
  if (typeof template === 'string') return textEvaluator(template);
  if (typeof template !== 'object' || template === null) return undefined;
  const known = compiled.get(template);
  if (known) return known === 'literal' ? undefined : known;
  const made = isArray(template)
    ? arrayEvaluator(template)
    : isObject(template)
      ? objectEvaluator(template)
      : undefined;
  compiled.set(template, made ?? 'literal');
  return made;
}

function textEvaluator(text: string): Evaluator | undefined {
  const expression = expressionIn(text);
  if (expression === undefined) return undefined;
  return async (scope, location) => compiledAt(location, expression).evaluate(scope, location);
}

/** Not all fields are parsed when a definition is created. */
function compiledAt(location: string, expression: string): CompiledJsonata {
  try {
    return compileJsonata(expression);
  } catch (error) {
    if (!(error instanceof InvalidJsonata)) throw error;
    throw expressionFailure(expression, location, reasons.error(error.message));
  }
}

function arrayEvaluator(template: readonly Json[]): Evaluator | undefined {
  const evaluators = template.map(compileEvaluator);
  if (evaluators.every((evaluator) => evaluator === undefined)) return undefined;
  return async (scope, location) => {
    const items: Json[] = [];
    for (const [index, item] of template.entries()) {
      const evaluator = evaluators[index];
      items.push(evaluator ? await evaluator(scope, `${location}[${index}]`) : item);
    }
    return items;
  };
}

function objectEvaluator(template: { readonly [name: string]: Json }): Evaluator | undefined {
  const members = Object.entries(template).map(([name, value]) => ({
    name,
    value,
    evaluator: compileEvaluator(value),
  }));
  if (members.every(({ evaluator }) => evaluator === undefined)) return undefined;
  return async (scope, location) => {
    const result: [string, Json][] = [];
    for (const { name, value, evaluator } of members) {
      result.push([name, evaluator ? await evaluator(scope, `${location}/${name}`) : value]);
    }
    return Object.fromEntries(result);
  };
}
