import type { Visit } from '../machine/visit.ts';
import type { Payload } from '../payload.ts';
import type { Outcome } from './outcome.ts';

/** Every branch gets the same input. */
export function enterParallel(visit: Visit<'Parallel'>): Outcome {
  return { type: 'fork', count: visit.state.blocks.length, input: visit.state.flow.workInput(visit) };
}

/** @param result the branches' outputs, in the order of the branches */
export function leaveParallel(visit: Visit<'Parallel'>, result: Payload): Outcome {
  return visit.state.flow.exitWithResult(visit, result);
}
