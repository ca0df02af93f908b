import type { Visit } from '../machine/visit.ts';
import { effectiveInput, exitWithOutput } from './json-path-flow.ts';
import type { Outcome } from './outcome.ts';

export function enterSucceed(visit: Visit<'Succeed'>): Outcome {
  return exitWithOutput(visit, effectiveInput(visit));
}
