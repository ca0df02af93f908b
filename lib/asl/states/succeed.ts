import type { Visit } from '../machine/visit.ts';
import type { Outcome } from './outcome.ts';

export function enterSucceed(visit: Visit<'Succeed'>): Outcome {
  return visit.state.flow.exitWithInput(visit);
}
