import { isArray, isObject } from '../json.ts';
import type { Visit } from '../machine/visit.ts';
import type { Payload } from '../payload.ts';
import { isDistributed } from './distributed.ts';
import type { Outcome } from './outcome.ts';

export function enterMap(visit: Visit<'Map'>): Outcome {
  const { flow, definition } = visit.state;
  const concurrency = flow.concurrency(visit);
  // What ItemsPath refers to is not looked at then (recorded).
  if (definition.ItemReader) return { type: 'mapRun', count: 0 };
  const items = flow.items(visit);
  const count = itemCount(items);
  return isDistributed(definition) ? { type: 'mapRun', count, items } : { type: 'fork', count, items, concurrency };
}

/** @param result the iterations' outputs, in the order of the items */
export function leaveMap(visit: Visit<'Map'>, result: Payload): Outcome {
  return visit.state.flow.exitWithResult(visit, result);
}

/** Of an array or an object. */
export function itemCount({ value }: Payload): number {
  if (isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 0;
}
