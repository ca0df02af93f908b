import type { Clock } from '../../ports/clock.ts';
import type { BucketQuota } from './action-quotas.ts';

interface Bucket {
  tokens: number;
  /** When `tokens` was true, in milliseconds since the epoch. */
  at: number;
}

/** Anybody can make up accounts: more buckets than this are not kept. */
const KEPT = 10_000;

/** Takes a token from the bucket of a name, which is full at first; false when it has none. */
export type TakeToken = (name: string, quota: BucketQuota) => boolean;

/** Buckets that live as long as the process. */
export function createTokenBuckets(clock: Pick<Clock, 'now'>): TakeToken {
  const buckets = new Map<string, Bucket>();

  function bucketOf(name: string, { size }: BucketQuota, now: number): Bucket {
    const known = buckets.get(name);
    if (known !== undefined) return known;
    // The oldest goes; it is full when it comes back.
    const [oldest] = buckets.keys();
    if (buckets.size >= KEPT && oldest !== undefined) buckets.delete(oldest);
    const full = { tokens: size, at: now };
    buckets.set(name, full);
    return full;
  }

  return (name, quota) => {
    const now = clock.now();
    const bucket = bucketOf(name, quota, now);
    const gained = (Math.max(0, now - bucket.at) / 1000) * quota.refill;
    bucket.tokens = Math.min(quota.size, bucket.tokens + gained);
    bucket.at = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
}
