import type { Ms } from '../../../ports/execution-store.ts';

/** How long a key that was deleted may still be accepted. */
const KEPT_MS = 60_000;
const MOST_KEPT = 1_000;

export type FindSecret = (accessKeyId: string) => Promise<string | undefined>;

/** Remembers the secrets of keys that exist, so that not every request has to read its own from the store. */
export function cachedSecrets(find: FindSecret, now: () => Ms): FindSecret {
  const kept = new Map<string, { readonly secret: string; readonly until: Ms }>();
  return async (accessKeyId) => {
    const known = kept.get(accessKeyId);
    if (known && known.until > now()) return known.secret;
    const secret = await find(accessKeyId);
    kept.delete(accessKeyId);
    const [oldest] = kept.keys();
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    if (secret !== undefined) kept.set(accessKeyId, { secret, until: now() + KEPT_MS });
    return secret;
  };
}
