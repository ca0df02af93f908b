import { REVISION_SORT, revisionPartition, type Revision } from '../../ports/revision.ts';
import type { ResourceStore } from '../../ports/resource-store.ts';

/** Revisions never change, so that those last used can stay in memory. */
export interface RevisionCache {
  /** An Error if there is none: whatever refers to a revision was written after it. */
  get(id: string): Promise<Revision>;
}

/** @param maxChars how much text of definitions to keep */
export function createRevisionCache(resources: ResourceStore, maxChars = 16_000_000): RevisionCache {
  const kept = new Map<string, Revision>();
  let chars = 0;

  const keep = (revision: Revision) => {
    kept.set(revision.id, revision);
    chars += revision.definition.length;
    for (const [id, oldest] of kept) {
      if (chars <= maxChars || id === revision.id) break;
      kept.delete(id);
      chars -= oldest.definition.length;
    }
  };

  return {
    get: async (id) => {
      const known = kept.get(id);
      if (known !== undefined) {
        // The order of a map is that of its insertions: the first one is the one not used for longest.
        kept.delete(id);
        kept.set(id, known);
        return known;
      }
      const stored = await resources.get<Revision>(revisionPartition(id), REVISION_SORT);
      if (stored === undefined) throw new Error(`Revision ${id} is not in the store`);
      if (!kept.has(id)) keep(stored.body);
      return stored.body;
    },
  };
}
