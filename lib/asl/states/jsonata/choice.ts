import type { Visit } from '../../machine/visit.ts';
import type { Chosen } from '../data-flow.ts';
import type { Exit } from '../outcome.ts';
import { evaluateAs } from './evaluate.ts';
import { exitBy, type FlowFields } from './exit.ts';

/** Conditions are evaluated in order, up to the first that is true. */
export function chosenRule(visit: Visit<'Choice'>): Chosen | undefined {
  for (const [index, rule] of visit.state.definition.Choices.entries()) {
    const condition = rule.Condition ?? false;
    if (evaluateAs('boolean', visit, condition, `Choices[${index}]/Condition`)) return { rule, index };
  }
  return undefined;
}

/** Assign and Output of the rule that was chosen, or of the state when Default is taken (recorded). */
export function exitChoice(visit: Visit<'Choice'>, chosen: Chosen | undefined): Exit {
  const fields: FlowFields = chosen === undefined ? visit.state.definition : chosen.rule;
  return exitBy(visit, fields, chosen === undefined ? '' : `Choices[${chosen.index}]/`, visit.input);
}
