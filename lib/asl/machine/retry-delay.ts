import type { Retrier } from '../definition.ts';

/**
 * Milliseconds until the next attempt (spec: Retry).
 * @param used attempts that this retrier has already given
 */
export function retryDelay(retrier: Retrier, used: number, random: () => number): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Infinity, JitterStrategy } = retrier;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** used, MaxDelaySeconds);
  return Math.round(seconds * 1000 * (JitterStrategy === 'FULL' ? random() : 1));
}
