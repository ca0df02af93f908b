import { isArray } from '../json.ts';
import type { Visit } from '../machine/visit.ts';
import type { Payload } from '../payload.ts';
import type { Outcome } from './outcome.ts';

export function enterMap(visit: Visit<'Map'>): Outcome {
  const { flow } = visit.state;
  const concurrency = flow.concurrency(visit);
  const items = flow.items(visit);
  return { type: 'fork', count: isArray(items.value) ? items.value.length : 0, items, concurrency };
}

/** @param result the iterations' outputs, in the order of the items */
export function leaveMap(visit: Visit<'Map'>, result: Payload): Outcome {
  return visit.state.flow.exitWithResult(visit, result);
}
