import { expect, test } from 'vitest';
import type { Snapshot } from '../../lib/asl/machine/snapshot.ts';
import { Payload } from '../../lib/asl/payload.ts';
import { createSnapshotCache } from '../../lib/engine/snapshot-cache.ts';

function decoded(runQueue: readonly number[] = [], missing: readonly Payload[] = []) {
  const snapshot: Snapshot = {
    nextEvent: 1,
    nextFrame: 2,
    nextPend: 1,
    runQueue,
    frames: new Map(),
    pends: new Map(),
    lastTimestamp: 0,
    cancellations: [],
  };
  return { snapshot, missing, missingResults: [] };
}

test('a snapshot is found by the version that it is of', () => {
  const cache = createSnapshotCache(2);
  const kept = decoded();
  cache.put('a', 3, kept);
  expect(cache.get('a', 3)?.snapshot).toBe(kept.snapshot);
  expect(cache.get('a', 2)).toBeUndefined();
  expect(cache.get('a', 4)).toBeUndefined();
});

test('the snapshot that was stored longest ago makes room', () => {
  const cache = createSnapshotCache(2);
  for (const name of ['a', 'b', 'a', 'c']) cache.put(name, 1, decoded());
  expect(['a', 'b', 'c'].filter((name) => cache.get(name, 1))).toEqual(['a', 'c']);
});

test('payloads that nobody has read are still known to be missing', () => {
  const cache = createSnapshotCache(1);
  const [read, unread] = [Payload.ofEvent(1), Payload.ofEvent(2)];
  read.fill('1');
  cache.put('a', 1, decoded([], [read, unread]));
  expect(cache.get('a', 1)?.missing).toEqual([unread]);
});

test('a snapshot that has steps left is not shared', () => {
  const cache = createSnapshotCache(1);
  cache.put('a', 1, decoded());
  cache.put('a', 2, decoded([1]));
  expect(cache.get('a', 1)).toBeUndefined();
  expect(cache.get('a', 2)).toBeUndefined();
});
