import type { Visit } from '../machine/visit.ts';
import type { Outcome } from './outcome.ts';

export function enterPass(visit: Visit<'Pass'>): Outcome {
  return visit.state.flow.exitPass(visit);
}
