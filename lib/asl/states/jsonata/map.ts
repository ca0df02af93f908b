import { EvaluationFailure } from '../../data/jsonata/evaluation-failure.ts';
import { isArray, type Json } from '../../json.ts';
import type { Visit } from '../../machine/visit.ts';
import { Payload } from '../../payload.ts';
import { evaluate, evaluateAs } from './evaluate.ts';
import type { ToleratedField } from '../data-flow.ts';
import { checkTolerated } from '../tolerated.ts';
import { countIn } from './numbers.ts';

/** Items; without them the state's input. Inline Map states take arrays only (recorded). */
export function items(visit: Visit<'Map'>): Payload {
  const { Items: template } = visit.state.definition;
  if (template !== undefined) return Payload.ofValue(evaluateAs('array', visit, template, 'Items'));
  const { value } = visit.input;
  if (isArray(value)) return visit.input;
  throw new EvaluationFailure(`Map state input must be an array but was: ${JSON.stringify(value)}`, undefined);
}

export function itemInput(visit: Visit<'Map'>, all: Payload, index: number): Payload {
  const value = (all.value as readonly Json[])[index] ?? null;
  const { ItemSelector: selector } = visit.state.definition;
  if (selector === undefined) return Payload.ofValue(value);
  return Payload.ofValue(evaluate(visit, selector, 'ItemSelector', { item: { index, value } }));
}

export function concurrency(visit: Visit<'Map'>): number {
  const { MaxConcurrency: field } = visit.state.definition;
  return field === undefined ? 0 : countIn(visit, field, 'MaxConcurrency', 0);
}

export function tolerated(visit: Visit<'Map'>, field: ToleratedField): number | undefined {
  const value = visit.state.definition[field];
  if (value === undefined) return undefined;
  if (field === 'ToleratedFailureCount') return countIn(visit, value, field, 0);
  return checkTolerated(field, evaluateAs('number', visit, value, field));
}
