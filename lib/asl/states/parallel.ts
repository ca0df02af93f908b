import type { Visit } from '../machine/visit.ts';
import type { Payload } from '../payload.ts';
import { effectiveInput, exitWithResult, parameters } from './json-path-flow.ts';
import type { Outcome } from './outcome.ts';

/** Every branch gets the same input. */
export function enterParallel(visit: Visit<'Parallel'>): Outcome {
  return { type: 'fork', count: visit.state.blocks.length, input: parameters(visit, effectiveInput(visit)) };
}

/** @param result the branches' outputs, in the order of the branches */
export function leaveParallel(visit: Visit<'Parallel'>, result: Payload): Outcome {
  return exitWithResult(visit, result);
}
