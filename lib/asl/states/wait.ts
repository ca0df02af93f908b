import { runtimeFailure } from '../errors.ts';
import type { Visit } from '../machine/visit.ts';
import type { Outcome } from './outcome.ts';

/** The longest delay in seconds (recorded: 24,855 days work, 24,856 do not). */
const LONGEST_WAIT = 2 ** 31 - 1;

export function enterWait(visit: Visit<'Wait'>): Outcome {
  const until = visit.state.flow.waitUntil(visit);
  if (until - visit.now > LONGEST_WAIT * 1000) throw runtimeFailure('Wait state delay is too long.');
  return { type: 'wait', until };
}

export function leaveWait(visit: Visit<'Wait'>): Outcome {
  return visit.state.flow.exitWithInput(visit);
}
