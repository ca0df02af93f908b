import { randomBytes } from 'node:crypto';
import type { ResourceStore } from '../../ports/resource-store.ts';

const PARTITION = 'settings';
const SORT = 'secret';

/** The key that signs task tokens and page tokens: made once for a store and kept in it, so that tokens survive restarts. */
export async function loadSecret(resources: ResourceStore): Promise<Uint8Array> {
  const stored = await resources.get<string>(PARTITION, SORT);
  if (stored) return Buffer.from(stored.body, 'base64');
  await resources.put(PARTITION, SORT, randomBytes(32).toString('base64'), 0);
  return loadSecret(resources);
}
