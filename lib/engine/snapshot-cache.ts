import type { Snapshot } from '../asl/machine/snapshot.ts';

/** Snapshots that were just stored, so that the next turn need not decode them. Keyed by execution and version. */
export interface SnapshotCache {
  get(executionArn: string, version: number): Snapshot | undefined;
  put(executionArn: string, version: number, snapshot: Snapshot): void;
  /** The snapshot was advanced and the result thrown away. */
  drop(executionArn: string): void;
}

export function createSnapshotCache(size: number): SnapshotCache {
  const kept = new Map<string, { readonly version: number; readonly snapshot: Snapshot }>();
  return {
    get(executionArn, version) {
      const entry = kept.get(executionArn);
      return entry?.version === version ? entry.snapshot : undefined;
    },
    put(executionArn, version, snapshot) {
      kept.delete(executionArn);
      if (kept.size >= size) dropOldest(kept);
      kept.set(executionArn, { version, snapshot });
    },
    drop: (executionArn) => void kept.delete(executionArn),
  };
}

function dropOldest(kept: Map<string, unknown>): void {
  const [oldest] = kept.keys();
  if (oldest !== undefined) kept.delete(oldest);
}
