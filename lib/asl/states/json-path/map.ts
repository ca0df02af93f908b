import { compilePath, tryRead } from '../../data/json-path.ts';
import { compileTemplate } from '../../data/template.ts';
import { ErrorName, runtimeFailure, StateFailure } from '../../errors.ts';
import { isArray, type Json } from '../../json.ts';
import type { Visit } from '../../machine/visit.ts';
import { Payload } from '../../payload.ts';
import { effectiveInput } from './exit.ts';

/** ItemsPath. */
export function items(visit: Visit<'Map'>): Payload {
  const input = effectiveInput(visit);
  const path = visit.state.definition.ItemsPath;
  const found = path === undefined || path === '$' ? input : itemsAt(path, input, visit);
  if (isArray(found.value)) return found;
  throw runtimeFailure(`Reference path "${path ?? '$'}" must point to array.`);
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
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  throw runtimeFailure(`The MaxConcurrencyPath field refers to value "${shown}" which is not a valid integer: ${path}`);
}

function itemsAt(path: string, input: Payload, visit: Visit): Payload {
  const value = tryRead(compilePath(path), visit.scope(input.value));
  if (value !== undefined) return Payload.ofValue(value);
  throw new StateFailure(ErrorName.referencePathConflict, `Unable to apply step "items" to input ${input.text}`);
}
