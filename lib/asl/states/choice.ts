import { compileRule, type CompiledRule } from '../choice/rule.ts';
import type { ChoiceState } from '../definition.ts';
import { runtimeFailure } from '../errors.ts';
import type { Visit } from '../machine/visit.ts';
import { assignments, effectiveInput, exitWithOutput } from './json-path-flow.ts';
import type { Outcome } from './outcome.ts';

const compiledRules = new WeakMap<ChoiceState, readonly CompiledRule[]>();

export function enterChoice(visit: Visit<'Choice'>): Outcome {
  const { definition } = visit.state;
  const input = effectiveInput(visit);
  const scope = visit.scope(input.value);
  const chosen = definition.Choices[rulesOf(definition).findIndex((rule) => rule.matches(scope))];
  const next = chosen === undefined ? definition.Default : chosen.Next;
  if (next === undefined) {
    // The docs call this States.NoChoiceMatched; the service reports a run-time error (measured).
    throw runtimeFailure('Failed to transition out of the state. The state does not point to a next state.');
  }
  const assigned = assignments(chosen === undefined ? definition.Assign : chosen.Assign, input, visit);
  return { ...exitWithOutput(visit, input, assigned), next };
}

function rulesOf(state: ChoiceState): readonly CompiledRule[] {
  let rules = compiledRules.get(state);
  if (!rules) compiledRules.set(state, (rules = state.Choices.map(compileRule)));
  return rules;
}
