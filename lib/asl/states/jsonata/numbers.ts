import { EvaluationFailure } from '../../data/jsonata/evaluation-failure.ts';
import type { Visit } from '../../machine/visit.ts';
import { evaluateAs } from './evaluate.ts';

/** An integer of at least `min`: the value of a field that holds a number or an expression. The words are a guess. */
export function countIn(visit: Visit, field: number | string, name: string, min: number): number {
  const value = evaluateAs('number', visit, field, name);
  if (!Number.isInteger(value)) {
    throw new EvaluationFailure(`The ${name} field cannot be parsed as a long value: ${value}`, name);
  }
  if (value < min) throw new EvaluationFailure(`The ${name} field must be at least ${min} but was: ${value}`, name);
  return value;
}
