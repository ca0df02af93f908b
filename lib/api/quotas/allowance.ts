import type { Clock } from '../../ports/clock.ts';

/** A full house is counted again no sooner, in milliseconds. */
const RECOUNT_MS = 1_000;

/** May there be one more? Says so for each one that is about to be made. */
export type Allowance = (count: () => Promise<number>) => Promise<boolean>;

/**
 * Keeps a number of things under a limit without counting them each time: what `count` leaves may be made before it is
 * asked again. Things that go in between only make it too careful.
 */
export function createAllowance(limit: number, clock: Pick<Clock, 'now'>): Allowance {
  let left = 0;
  let countedAt = -Infinity;
  return async (count) => {
    if (left <= 0) {
      if (clock.now() - countedAt < RECOUNT_MS) return false;
      countedAt = clock.now();
      left = limit - (await count());
      if (left <= 0) return false;
    }
    left -= 1;
    if (left === 0) countedAt = -Infinity;
    return true;
  };
}
