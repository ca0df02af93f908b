import type { Visit } from '../machine/visit.ts';
import type { Outcome } from './outcome.ts';

export function enterFail(visit: Visit<'Fail'>): Outcome {
  const { flow } = visit.state;
  return { type: 'fail', error: flow.failText(visit, 'Error'), cause: flow.failText(visit, 'Cause') };
}
