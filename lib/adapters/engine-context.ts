import { randomUUID } from 'node:crypto';
import { executionDescription } from '../api/execution/describe-execution.ts';
import { redriveRefusal } from '../api/execution/redrive-status.ts';
import type { EngineContext } from '../engine/context.ts';
import { createMachineDeletions } from '../engine/machine-deletions.ts';
import { createMachines } from '../engine/machines.ts';
import { createMapRunSessions } from '../engine/map-run/sessions.ts';
import { createSnapshotCache } from '../engine/snapshot-cache.ts';
import { childOutcome } from './tasks/states/child-outcome.ts';
import type { JsonObject } from '../asl/json.ts';

/** Snapshots kept decoded; a waiting execution costs a few KB each. */
const SNAPSHOTS = 1_000;

type Given = Omit<
  EngineContext,
  'newId' | 'turns' | 'machines' | 'snapshots' | 'deletions' | 'mapRuns' | 'childOutcome' | 'closing'
> &
  Partial<Pick<EngineContext, 'closing'>>;

/** Completes what an engine works with by what is the same wherever it runs. */
export function engineContext(given: Given): EngineContext {
  return {
    closing: new AbortController().signal,
    ...given,
    newId: randomUUID,
    turns: new Set(),
    machines: createMachines(given.resources),
    snapshots: createSnapshotCache(SNAPSHOTS),
    deletions: createMachineDeletions(given.resources, given.clock),
    mapRuns: createMapRunSessions(given.exclusiveOwner !== undefined),
    childOutcome(child, resource) {
      const refusal = redriveRefusal(child, given.clock.now());
      return childOutcome(executionDescription(child, true, refusal) as JsonObject, resource);
    },
  };
}
