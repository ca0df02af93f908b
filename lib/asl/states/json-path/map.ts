import { compilePath, tryRead } from '../../data/json-path.ts';
import { compileTemplate } from '../../data/template.ts';
import { ErrorName, runtimeFailure, StateFailure } from '../../errors.ts';
import { isArray, isObject, type JsonObject } from '../../json.ts';
import type { MapItem } from '../../machine/context-object.ts';
import type { Visit } from '../../machine/visit.ts';
import { Payload } from '../../payload.ts';
import type { ToleratedField } from '../data-flow.ts';
import { isDistributed } from '../distributed.ts';
import { itemAsInput } from '../item-as-input.ts';
import { checkTolerated } from '../tolerated.ts';
import { effectiveInput } from './exit.ts';
import { numberOf } from './path-number.ts';

/** ItemsPath. */
export function items(visit: Visit<'Map'>): Payload {
  const input = effectiveInput(visit);
  const path = visit.state.definition.ItemsPath;
  const found = path === undefined || path === '$' ? input : itemsAt(path, input, visit);
  if (!isArray(found.value) && !(isDistributed(visit.state.definition) && isObject(found.value))) {
    // A path into the context object is shown as one from its root (recorded).
    const shown = (path ?? '$').replace(/^\$\$/, '$');
    throw runtimeFailure(`Reference path "${shown}" must point to array.`);
  }
  visit.observer?.data('afterItemsPath', found);
  return found;
}

/** ItemSelector, once called Parameters. */
export function itemInput(visit: Visit<'Map'>, item: MapItem): Payload {
  const selector = visit.state.definition.ItemSelector ?? visit.state.definition.Parameters;
  if (selector === undefined) return Payload.ofValue(itemAsInput(item));
  const scope = visit.scope(effectiveInput(visit).value, { item });
  return Payload.ofValue(compileTemplate(selector).evaluate(scope));
}

/** MaxConcurrency, MaxConcurrencyPath. */
export function concurrency(visit: Visit<'Map'>): number {
  const count = numberOf(visit, fieldsOf(visit), 'MaxConcurrency', 'integer') ?? 0;
  if (count >= 0) return count;
  // What a negative number does is not known: AWS was seen to hang.
  const { MaxConcurrencyPath: path } = visit.state.definition;
  throw runtimeFailure(`The MaxConcurrencyPath field refers to value "${count}" which is not a valid integer: ${path}`);
}

/** ToleratedFailureCount, ToleratedFailurePercentage and their …Path. */
export function tolerated(visit: Visit<'Map'>, field: ToleratedField): number | undefined {
  const kind = field === 'ToleratedFailureCount' ? 'integer' : 'float';
  const value = numberOf(visit, fieldsOf(visit), field, kind);
  return value === undefined ? undefined : checkTolerated(field, value);
}

function fieldsOf(visit: Visit<'Map'>): JsonObject {
  return visit.state.definition as unknown as JsonObject;
}

function itemsAt(path: string, input: Payload, visit: Visit): Payload {
  const value = tryRead(compilePath(path), visit.scope(input.value));
  if (value !== undefined) return Payload.ofValue(value);
  throw new StateFailure(ErrorName.referencePathConflict, `Unable to apply step "items" to input ${input.text}`);
}
