import { compilePath, tryRead } from '../data/json-path.ts';
import { compileTemplate } from '../data/template.ts';
import { ErrorName, runtimeFailure, StateFailure } from '../errors.ts';
import { isArray, type Json } from '../json.ts';
import type { Visit } from '../machine/visit.ts';
import { Payload } from '../payload.ts';
import { effectiveInput, exitWithResult } from './json-path-flow.ts';
import type { Outcome } from './outcome.ts';

export function enterMap(visit: Visit<'Map'>): Outcome {
  const input = effectiveInput(visit);
  const concurrency = concurrencyOf(visit, input);
  const items = itemsOf(visit, input);
  return { type: 'fork', count: (items.value as readonly Json[]).length, items, concurrency };
}

/** The input of one iteration: the item itself, or what ItemSelector (once called Parameters) makes of it. */
export function iterationInput(visit: Visit<'Map'>, items: Payload, index: number): Payload {
  const value = (items.value as readonly Json[])[index] ?? null;
  const selector = visit.state.definition.ItemSelector ?? visit.state.definition.Parameters;
  if (selector === undefined) return Payload.ofValue(value);
  const scope = visit.scope(effectiveInput(visit).value, { item: { index, value } });
  return Payload.ofValue(compileTemplate(selector).evaluate(scope));
}

/** @param result the iterations' outputs, in the order of the items */
export function leaveMap(visit: Visit<'Map'>, result: Payload): Outcome {
  return exitWithResult(visit, result);
}

function itemsOf(visit: Visit<'Map'>, input: Payload): Payload {
  const path = visit.state.definition.ItemsPath;
  const items = path === undefined || path === '$' ? input : itemsAt(path, input, visit);
  if (isArray(items.value)) return items;
  throw runtimeFailure(`Reference path "${path ?? '$'}" must point to array.`);
}

function itemsAt(path: string, input: Payload, visit: Visit): Payload {
  const value = tryRead(compilePath(path), visit.scope(input.value));
  if (value !== undefined) return Payload.ofValue(value);
  throw new StateFailure(ErrorName.referencePathConflict, `Unable to apply step "items" to input ${input.text}`);
}

function concurrencyOf(visit: Visit<'Map'>, input: Payload): number {
  const { MaxConcurrency: literal, MaxConcurrencyPath: path } = visit.state.definition;
  if (path === undefined) return typeof literal === 'number' ? literal : 0;
  const value = compilePath(path).read(visit.scope(input.value));
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  throw runtimeFailure(`The MaxConcurrencyPath field refers to value "${shown}" which is not a valid integer: ${path}`);
}
