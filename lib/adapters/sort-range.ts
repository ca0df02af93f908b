import type { ResourceRange } from '../ports/resource-store.ts';

/**
 * The sort keys of a range as UTF-8 bytes: from `low` (inclusive) to `high` (exclusive). Keys with a prefix end before
 * the prefix and 0xFF, a byte that UTF-8 never has; the key right after another is that key and a zero byte.
 */
export interface SortRange {
  readonly low: Buffer;
  readonly high: Buffer;
}

export function sortRange({ prefix = '', after, descending }: ResourceRange): SortRange {
  const low = Buffer.from(prefix);
  const high = Buffer.concat([low, Buffer.of(0xff)]);
  if (after === undefined) return { low, high };
  const bound = Buffer.from(after);
  if (descending === true) return { low, high: Buffer.compare(bound, high) < 0 ? bound : high };
  const next = Buffer.concat([bound, Buffer.of(0)]);
  return { low: Buffer.compare(next, low) > 0 ? next : low, high };
}
