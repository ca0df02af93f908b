import { runtimeFailure } from '../errors.ts';
import type { Visit } from '../machine/visit.ts';
import type { Outcome } from './outcome.ts';

export function enterChoice(visit: Visit<'Choice'>): Outcome {
  const { definition, flow } = visit.state;
  const chosen = flow.chosenRule(visit);
  const next = chosen === undefined ? definition.Default : chosen.rule.Next;
  if (next === undefined) {
    // The docs call this States.NoChoiceMatched; the service reports a run-time error (measured).
    throw runtimeFailure('Failed to transition out of the state. The state does not point to a next state.');
  }
  return { ...flow.exitChoice(visit, chosen), next };
}
