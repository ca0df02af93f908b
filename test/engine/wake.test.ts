import { expect, test } from 'vitest';
import type { Snapshot } from '../../lib/asl/machine/snapshot.ts';
import { planWake } from '../../lib/engine/wake.ts';
import type { ArmedWake } from '../../lib/ports/execution-store.ts';
import { stage } from './stage.ts';

const NOW = 1_000_000;
const turn = { lineage: 'me', deadline: NOW + 120_000 };

function snapshotDue(due: number | undefined, runQueue: readonly number[] = []): Snapshot {
  const wait = { id: 1, frame: 1, attempt: 0, kind: 'wait', status: 'waiting' } as const;
  return {
    nextEvent: 1,
    nextFrame: 2,
    nextPend: 2,
    runQueue,
    frames: new Map(),
    pends: new Map(due === undefined ? [] : [[1, { ...wait, due }]]),
    lastTimestamp: 0,
    cancellations: [],
  };
}

function armed(at: number): ArmedWake {
  return { sequence: 3, at, by: 'other' };
}

test.each<[string, Snapshot, ArmedWake | undefined, object]>([
  ['nothing to wait for: no wake', snapshotDue(undefined), undefined, {}],
  ['nothing to wait for: an old wake is forgotten', snapshotDue(undefined), armed(NOW + 1), {}],
  [
    'a timer: a wake for its time',
    snapshotDue(NOW + 5_000),
    undefined,
    { wake: { sequence: 8, at: NOW + 5_000, by: 'me' }, sendIn: 5_000 },
  ],
  [
    'work that is left: a wake at once',
    snapshotDue(NOW + 5_000, [1]),
    undefined,
    { wake: { sequence: 8, at: NOW, by: 'me' }, sendIn: 0 },
  ],
  ['the longest delay of the queue: a wake', snapshotDue(NOW + 900_000), undefined, { sendIn: 900_000 }],
  ['longer than that: the due index', snapshotDue(NOW + 900_001), armed(NOW + 1), { dueAt: NOW + 900_001 }],
  [
    'an earlier wake long after this turn: kept',
    snapshotDue(NOW + 300_000),
    armed(NOW + 200_000),
    { wake: armed(NOW + 200_000) },
  ],
  [
    'an earlier wake that may be consumed during this turn: armed anew (R6)',
    snapshotDue(NOW + 300_000),
    armed(NOW + 125_000),
    { wake: { sequence: 8, at: NOW + 300_000, by: 'me' }, sendIn: 300_000 },
  ],
  [
    'a later wake: armed anew',
    snapshotDue(NOW + 200_000),
    armed(NOW + 300_000),
    { wake: { sequence: 8, at: NOW + 200_000, by: 'me' }, sendIn: 200_000 },
  ],
])('%s', async (_what, snapshot, wake, expected) => {
  const { context } = await stage({ StartAt: 'S', States: { S: { Type: 'Succeed' } } });
  const head = { version: 7, ...(wake && { wake }) };
  expect(planWake(context, head, snapshot, turn, NOW)).toMatchObject(expected);
});
