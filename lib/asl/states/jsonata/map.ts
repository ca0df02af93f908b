import { EvaluationFailure } from '../../data/jsonata/evaluation-failure.ts';
import { isArray, isObject } from '../../json.ts';
import { jsonText } from '../../json-text/json-text.ts';
import type { MapItem } from '../../machine/context-object.ts';
import type { Visit } from '../../machine/visit.ts';
import { Payload } from '../../payload.ts';
import { asType, evaluate, evaluateAs } from './evaluate.ts';
import type { ToleratedField } from '../data-flow.ts';
import { isDistributed } from '../distributed.ts';
import { itemAsInput } from '../item-as-input.ts';
import { checkTolerated } from '../tolerated.ts';
import { countIn } from './numbers.ts';

/** Items; without them the state's input. Inline Map states take arrays only (recorded), distributed ones objects too. */
export function items(visit: Visit<'Map'>): Payload {
  const { Items: template } = visit.state.definition;
  const takesObjects = isDistributed(visit.state.definition);
  if (template !== undefined) {
    const items = evaluate(visit, template, 'Items');
    return Payload.ofValue(takesObjects && isObject(items) ? items : asType('array', items, template, 'Items'));
  }
  const { value } = visit.input;
  if (isArray(value) || (takesObjects && isObject(value))) return visit.input;
  throw new EvaluationFailure(`Map state input must be an array but was: ${jsonText(value)}`, undefined);
}

export function itemInput(visit: Visit<'Map'>, item: MapItem): Payload {
  const { ItemSelector: selector } = visit.state.definition;
  if (selector === undefined) return Payload.ofValue(itemAsInput(item));
  return Payload.ofValue(evaluate(visit, selector, 'ItemSelector', { item }));
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
