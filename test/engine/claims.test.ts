import { describe, expect, test } from 'vitest';
import type { Call, JobHandle, Pend, Snapshot } from '../../lib/asl/machine/snapshot.ts';
import { Payload } from '../../lib/asl/payload.ts';
import { claimScheduled, recoverLost } from '../../lib/engine/claims.ts';
import type { CallClass, TaskRunner } from '../../lib/ports/task-runner.ts';

const claim = { owner: 'turn/1', lease: 10, guard: 'l' };
const early = { type: 'succeeded', pend: 1, attempt: 0, output: '1' } as const;

function lookingAt(job: JobHandle): Call {
  return { resource: 'r', parameters: Payload.ofText('{}'), scheduledAt: 0, job };
}

function pend(id: number, rest: Partial<Pend> = {}): Pend {
  const call = { resource: 'r', parameters: Payload.ofText('{}'), scheduledAt: 0 };
  return { id, frame: 1, attempt: 0, kind: 'task', status: 'running', call, claim, ...rest };
}

function snapshotWith(...pends: readonly Pend[]): Snapshot {
  return {
    nextEvent: 1,
    nextFrame: 2,
    nextPend: 9,
    runQueue: [],
    frames: new Map(),
    pends: new Map(pends.map((each) => [each.id, each])),
    lastTimestamp: 0,
    cancellations: [],
  };
}

function tasks(callClass: CallClass): TaskRunner {
  return {
    classify: () => callClass,
    lostError: () => ({ error: 'Lost', cause: 'gone' }),
    call: () => Promise.reject(new Error('Nothing is called here.')),
  };
}

describe('a call whose maker died', () => {
  test.each<[string, CallClass, Partial<Pend>, string]>([
    ['fails its attempt', 'atMostOnce', {}, 'failed'],
    ['is refused when it was to wait for a token', 'atMostOnce', { kind: 'token' }, 'refused'],
    ['was made if its token has come back', 'atMostOnce', { kind: 'token', early }, 'submitted'],
    ['is made again if that does no harm', 'idempotent', {}, 'scheduled'],
    ['is made again to wait for a nested execution', 'idempotent', { kind: 'sync', early }, 'scheduled'],
    ['is made again to look at a job', 'atMostOnce', { kind: 'sync', call: lookingAt({ id: 1 }) }, 'scheduled'],
    ['is queued again for workers, which is the same task twice', 'atMostOnce', { kind: 'activity' }, 'scheduled'],
  ])('%s (%s)', (_what, callClass, rest, expected) => {
    const lost = pend(1, rest);
    const { snapshot, stimuli } = recoverLost(snapshotWith(lost), tasks(callClass), [lost]);
    const { status, claim: kept } = snapshot.pends.get(1) ?? {};
    expect(stimuli.map(({ type }) => type)).toEqual(expected === 'scheduled' ? [] : [expected]);
    if (expected === 'scheduled') expect({ status, kept }).toEqual({ status: 'scheduled', kept: undefined });
  });
});

test('no more calls are claimed than there is room for, and only those that nobody makes', () => {
  const scheduled = [2, 3, 4].map((id) => pend(id, { status: 'scheduled' }));
  const before = snapshotWith(pend(1), ...scheduled);
  const { snapshot, claimed } = claimScheduled(before, { ...claim, owner: 'turn/2' }, 2);
  expect(claimed.map(({ id }) => id)).toEqual([2, 3]);
  expect([...snapshot.pends.values()].map(({ status }) => status)).toEqual([
    'running',
    'running',
    'running',
    'scheduled',
  ]);
  expect(before.pends.get(2)?.status).toBe('scheduled');
});
