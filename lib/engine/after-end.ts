import type { Snapshot } from '../asl/machine/snapshot.ts';
import { decodeSnapshot } from '../asl/machine/snapshot-codec.ts';
import type { Execution } from '../ports/execution-store.ts';
import type { EngineContext } from './context.ts';
import { isMapRunArn } from './map-run/child-arn.ts';
import { reportEnd, wakeMapRun } from './map-run/ended-children.ts';
import { childEnded } from './nested.ts';
import { stimulate } from './stimulate.ts';
import { stopGivenUp } from './stop.ts';

/** What the end of an execution owes to others: stops what it had started, tells who waits for it (R11; can be repeated). */
export async function afterEnd(context: EngineContext, execution: Execution): Promise<void> {
  const { record, head } = execution;
  if (head.snapshot !== '') await stopNested(context, decodeSnapshot(head.snapshot).snapshot);
  await reportEnd(context, execution);
  const { parent } = record;
  if (parent?.waits === true) await stimulate(context, parent.executionArn, childEnded(context, execution, parent));
}

/** Stops nested executions and map runs that nobody waits for any more; answers the snapshot without cancellations. */
export async function stopNested(context: EngineContext, snapshot: Snapshot): Promise<Snapshot> {
  if (snapshot.cancellations.length === 0) return snapshot;
  for (const arn of snapshot.cancellations) {
    if (typeof arn !== 'string') continue;
    // A map run finds out by itself that nobody waits for it.
    if (isMapRunArn(arn)) await wakeMapRun(context, arn);
    else await stopGivenUp(context, arn);
  }
  return { ...snapshot, cancellations: [] };
}
