import { compilePath, tryRead } from '../../data/json-path.ts';
import { compileTemplate } from '../../data/template.ts';
import { ErrorName, runtimeFailure, StateFailure } from '../../errors.ts';
import { isArray, type Json } from '../../json.ts';
import type { Visit } from '../../machine/visit.ts';
import { Payload } from '../../payload.ts';
import type { ToleratedField } from '../data-flow.ts';
import { checkTolerated } from '../tolerated.ts';
import { effectiveInput } from './exit.ts';

/** ItemsPath. */
export function items(visit: Visit<'Map'>): Payload {
  const input = effectiveInput(visit);
  const path = visit.state.definition.ItemsPath;
  const found = path === undefined || path === '$' ? input : itemsAt(path, input, visit);
  if (!isArray(found.value)) {
    // A path into the context object is shown as one from its root (recorded).
    const shown = (path ?? '$').replace(/^\$\$/, '$');
    throw runtimeFailure(`Reference path "${shown}" must point to array.`);
  }
  visit.observer?.data('afterItemsPath', found);
  return found;
}

/** ItemSelector, once called Parameters. */
export function itemInput(visit: Visit<'Map'>, all: Payload, index: number): Payload {
  const value = (all.value as readonly Json[])[index] ?? null;
  const selector = visit.state.definition.ItemSelector ?? visit.state.definition.Parameters;
  if (selector === undefined) return Payload.ofValue(value);
  const scope = visit.scope(effectiveInput(visit).value, { item: { index, value } });
  return Payload.ofValue(compileTemplate(selector).evaluate(scope));
}

/** MaxConcurrency, MaxConcurrencyPath. */
export function concurrency(visit: Visit<'Map'>): number {
  const { MaxConcurrency: literal, MaxConcurrencyPath: path } = visit.state.definition;
  if (path === undefined) return typeof literal === 'number' ? literal : 0;
  const value = compilePath(path).read(visit.scope(effectiveInput(visit).value));
  // A text of digits is as good as a number (recorded).
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0) return count;
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  throw runtimeFailure(`The MaxConcurrencyPath field refers to value "${shown}" which is not a valid integer: ${path}`);
}

/** ToleratedFailureCount, ToleratedFailurePercentage and their …Path. */
export function tolerated(visit: Visit<'Map'>, field: ToleratedField): number | undefined {
  const literal = visit.state.definition[field];
  const path = visit.state.definition[`${field}Path`];
  if (path === undefined) return typeof literal === 'number' ? literal : undefined;
  const value = compilePath(path).read(visit.scope(effectiveInput(visit).value));
  const isCount = field === 'ToleratedFailureCount';
  if (typeof value !== 'number' || (isCount && !Number.isInteger(value))) {
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    const type = isCount ? 'integer' : 'float';
    throw runtimeFailure(`The ${field}Path field refers to value "${shown}" which is not a valid ${type}: ${path}`);
  }
  return checkTolerated(field, value);
}

function itemsAt(path: string, input: Payload, visit: Visit): Payload {
  const value = tryRead(compilePath(path), visit.scope(input.value));
  if (value !== undefined) return Payload.ofValue(value);
  throw new StateFailure(ErrorName.referencePathConflict, `Unable to apply step "items" to input ${input.text}`);
}
