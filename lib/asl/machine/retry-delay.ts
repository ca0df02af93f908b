import type { Retrier } from '../definition.ts';

/** The largest MaxDelaySeconds, which holds without one too: powers soon are beyond what a number can say. */
const LONGEST_SECONDS = 31_622_400;

/**
 * Milliseconds until the next attempt (spec: Retry).
 * @param used attempts that this retrier has already given
 */
export function retryDelay(retrier: Retrier, used: number, random: () => number): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = LONGEST_SECONDS, JitterStrategy } = retrier;
  // Nothing times infinity would not be a number.
  const seconds = IntervalSeconds === 0 ? 0 : Math.min(IntervalSeconds * BackoffRate ** used, MaxDelaySeconds);
  return Math.round(seconds * 1000 * (JitterStrategy === 'FULL' ? random() : 1));
}
