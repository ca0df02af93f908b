import { compileRule, type CompiledRule } from '../../choice/rule.ts';
import type { ChoiceState } from '../../definition.ts';
import type { Visit } from '../../machine/visit.ts';
import type { Chosen } from '../data-flow.ts';
import type { Exit } from '../outcome.ts';
import { assignments, effectiveInput, exitWithOutput } from './exit.ts';

const compiledRules = new WeakMap<ChoiceState, readonly CompiledRule[]>();

export function chosenRule(visit: Visit<'Choice'>): Chosen | undefined {
  const { definition } = visit.state;
  const scope = visit.scope(effectiveInput(visit).value);
  const index = rulesOf(definition).findIndex((rule) => rule.matches(scope));
  const rule = definition.Choices[index];
  return rule && { rule, index };
}

export function exitChoice(visit: Visit<'Choice'>, chosen: Chosen | undefined): Exit {
  const input = effectiveInput(visit);
  const assign = chosen === undefined ? visit.state.definition.Assign : chosen.rule.Assign;
  return exitWithOutput(visit, input, assignments(assign, input, visit));
}

function rulesOf(state: ChoiceState): readonly CompiledRule[] {
  let rules = compiledRules.get(state);
  if (!rules) compiledRules.set(state, (rules = state.Choices.map(compileRule)));
  return rules;
}
