import { LRUCache } from 'lru-cache';
import type { Payload } from '../asl/payload.ts';
import type { DecodedSnapshot } from '../asl/machine/snapshot-codec.ts';

/**
 * Snapshots that were just stored, so that the next turn need not decode them. Keyed by execution and version.
 * One that was decoded once may still have payloads that nobody has looked into: they are missing from here as well.
 */
export interface SnapshotCache {
  get(executionArn: string, version: number): DecodedSnapshot | undefined;
  put(executionArn: string, version: number, decoded: DecodedSnapshot): void;
  /** The snapshot was advanced and the result thrown away. */
  drop(executionArn: string): void;
}

export function createSnapshotCache(size: number): SnapshotCache {
  const kept = new LRUCache<string, { readonly version: number; readonly decoded: DecodedSnapshot }>({ max: size });
  return {
    get(executionArn, version) {
      const entry = kept.get(executionArn);
      return entry?.version === version ? entry.decoded : undefined;
    },
    put(executionArn, version, { snapshot, missing, missingResults }) {
      kept.delete(executionArn);
      // Its next steps note in its payloads which event carries them, so two turns must not take these side by side.
      if (snapshot.runQueue.length > 0) return;
      const decoded = {
        snapshot,
        missing: missing.filter(isMissing),
        missingResults: missingResults.filter(isMissing),
      };
      kept.set(executionArn, { version, decoded });
    },
    drop: (executionArn) => void kept.delete(executionArn),
  };
}

function isMissing(payload: Payload): boolean {
  return payload.isMissing;
}
