import type { Visit } from '../machine/visit.ts';
import { Payload } from '../payload.ts';
import { assignments, effectiveInput, exitWithOutput, parameters, placeResult } from './json-path-flow.ts';
import type { Outcome } from './outcome.ts';

export function enterPass(visit: Visit<'Pass'>): Outcome {
  const { definition } = visit.state;
  const input = parameters(visit, effectiveInput(visit));
  // Nothing inside Result is evaluated, not even fields that end in `.$` (recorded).
  const result = definition.Result === undefined ? input : Payload.ofValue(definition.Result);
  const output = placeResult(definition.ResultPath, visit.input, result);
  return exitWithOutput(visit, output, assignments(definition.Assign, result, visit));
}
