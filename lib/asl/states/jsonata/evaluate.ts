import { EvaluationFailure, expressionFailure, jsonTypeOf, reasons } from '../../data/jsonata/evaluation-failure.ts';
import { expressionIn } from '../../data/jsonata/expression.ts';
import type { JsonataScope } from '../../data/jsonata/scope.ts';
import { compileEvaluator } from '../../data/jsonata/template.ts';
import type { Json } from '../../json.ts';
import { doubleOf } from '../../json-text/compare-numbers.ts';
import { jsonText } from '../../json-text/json-text.ts';
import type { ScopePlace, Visit } from '../../machine/visit.ts';

/** What a field can read that others cannot. */
export type Extras = ScopePlace & Pick<JsonataScope, 'result' | 'errorOutput'>;

/**
 * The value of a field with all its expressions evaluated.
 * @param location the field below its state: `Output`, `Catch[0]/Assign`
 * @throws Suspended as long as there is something to evaluate
 */
export function evaluate(visit: Visit, field: Json, location: string, extras: Extras = {}): Json {
  const evaluator = compileEvaluator(field);
  if (!evaluator) return field;
  const { result, errorOutput, ...place } = extras;
  const { input, now } = visit;
  const scope = visit.scope(null, place);
  return visit.settle((random, work) =>
    evaluator({ ...scope, input, result, errorOutput, now, random, work }, location),
  );
}

interface TypeByName {
  readonly array: readonly Json[];
  readonly boolean: boolean;
  readonly number: number;
  readonly string: string;
}

/** The same for a field that has to be of one type. */
export function evaluateAs<T extends keyof TypeByName>(
  type: T,
  visit: Visit,
  field: Json,
  location: string,
): TypeByName[T] {
  return asType(type, evaluate(visit, field, location), field, location);
}

/** The value of a field, unless it is of another type. */
export function asType<T extends keyof TypeByName>(type: T, value: Json, field: Json, location: string): TypeByName[T] {
  if (jsonTypeOf(value) === type) return (doubleOf(value) ?? value) as Json & TypeByName[T];
  const expression = typeof field === 'string' ? expressionIn(field) : undefined;
  if (expression !== undefined) throw expressionFailure(expression, location, reasons.unexpected(type, value));
  // Words for literals that validation lets pass are a guess.
  throw new EvaluationFailure(`The ${location} field must be of type '${type}' but was: ${jsonText(value)}`, location);
}
