import { LRUCache } from 'lru-cache';
import { REVISION_SORT, revisionPartition, type Revision } from '../../ports/revision.ts';
import type { ResourceStore } from '../../ports/resource-store.ts';

/** Revisions never change, so that those last used can stay in memory. */
export interface RevisionCache {
  /** An Error if there is none: whatever refers to a revision was written after it. */
  get(id: string): Promise<Revision>;
}

/** How much text of definitions to keep. */
const MAX_CHARS = 16_000_000;

export function createRevisionCache(resources: ResourceStore): RevisionCache {
  const kept = new LRUCache<string, Revision>({
    maxSize: MAX_CHARS,
    sizeCalculation: ({ definition }) => definition.length,
  });

  return {
    get: async (id) => {
      const known = kept.get(id);
      if (known !== undefined) return known;
      const stored = await resources.get<Revision>(revisionPartition(id), REVISION_SORT);
      if (stored === undefined) throw new Error(`Revision ${id} is not in the store`);
      kept.set(id, stored.body);
      return stored.body;
    },
  };
}
