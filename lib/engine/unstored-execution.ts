import type { ExecutionFacts } from '../asl/machine/facts.ts';
import type { Pend, Snapshot } from '../asl/machine/snapshot.ts';
import type { ExecutionRecord, Ms } from '../ports/execution-store.ts';
import type { Calls } from './calls.ts';
import { claimScheduled } from './claims.ts';
import type { LoadedExecution } from './loaded-execution.ts';
import type { LoadedMachine } from './machines.ts';

/** An execution that lives in memory alone, from its start to its end. */
export interface UnstoredExecution {
  readonly record: ExecutionRecord;
  readonly machine: LoadedMachine;
  readonly facts: ExecutionFacts;
  /** When it is over at the latest. */
  readonly deadline: Ms;
}

/** Makes the calls that a snapshot asks for, gives up those that it does not await any more, and answers what it is then. */
export async function makeCalls(execution: UnstoredExecution, calls: Calls, snapshot: Snapshot): Promise<Snapshot> {
  const { deadline } = execution;
  const claim = claimScheduled(snapshot, { owner: 'express', lease: deadline, guard: '' }, Infinity);
  await calls.keepOnly(claim.snapshot.pends);
  const loaded = loadedAt(execution, claim.snapshot);
  for (const pend of claim.claimed) await calls.start(loaded, pend);
  return claim.snapshot;
}

/** The calls that a snapshot asks for and nobody has made yet. */
export function scheduledCalls({ pends }: Snapshot): readonly Pend[] {
  return [...pends.values()].filter(({ status }) => status === 'scheduled');
}

function loadedAt({ record, machine, facts }: UnstoredExecution, snapshot: Snapshot): LoadedExecution {
  const head = { version: 0, nonce: '', status: 'RUNNING', redriveCount: 0, snapshot: '', lastEventId: 0 } as const;
  return { execution: { record, head }, machine, facts, snapshot, missing: [], missingResults: [] };
}
