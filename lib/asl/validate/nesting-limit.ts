import type { Place } from './place.ts';

/** Scopes and Choice rules within each other (guess: AWS does not say how many it takes). */
const MAX_DEPTH = 100;

/** Reports what is nested too deeply; nobody needs to look into it then. */
export function isTooDeep(place: Place): boolean {
  if (place.depth <= MAX_DEPTH) return false;
  place.report.error('TOO_DEEPLY_NESTED', 'The states are too deeply nested.', place.location);
  return true;
}
