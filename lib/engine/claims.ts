import type { Claim, Ms, Pend, PendId, Snapshot } from '../asl/machine/snapshot.ts';
import type { TaskStimulus } from '../asl/machine/stimulus.ts';
import type { ScheduledCall, TaskRunner } from '../ports/task-runner.ts';
import type { EngineContext } from './context.ts';

/** How long after the owner's hard end a claim is still respected: more than two clocks can differ (commit protocol: R8). */
export const LEASE_MARGIN_MS = 10_000;

/** Is the maker of this call dead, so that the call's answer will never come? */
export function isLost(context: EngineContext, claim: Claim, now: Ms): boolean {
  return context.exclusiveOwner === undefined ? claim.lease < now : !context.turns.has(claim.owner);
}

/** Calls as a task runner is asked whether they would outlive the turn. */
export function scheduledCalls({ pends }: Snapshot): readonly ScheduledCall[] {
  const scheduled = [...pends.values()].filter(({ status }) => status === 'scheduled');
  return scheduled.map(({ id, call, due }) => ({
    pend: id,
    resource: call?.resource ?? '',
    parameters: call?.parameters.isMissing === false ? call.parameters.text : undefined,
    due,
  }));
}

/** Claims as many scheduled calls as `capacity` allows; the answer says which (R2: claim before call). */
export function claimScheduled(
  snapshot: Snapshot,
  claim: Claim,
  capacity: number,
  left: ReadonlySet<PendId> = new Set(),
): { readonly snapshot: Snapshot; readonly claimed: readonly Pend[] } {
  const claimed: Pend[] = [];
  for (const pend of snapshot.pends.values()) {
    if (pend.status !== 'scheduled' || left.has(pend.id) || claimed.length >= capacity) continue;
    claimed.push({ ...pend, status: 'running', claim });
  }
  return { snapshot: withPends(snapshot, claimed), claimed };
}

/**
 * Calls whose maker died: those that may be repeated are scheduled again with the same key; the others fail their
 * attempt, and Retry or Catch decide (at most one call for each attempt).
 */
export function recoverLost(
  snapshot: Snapshot,
  tasks: TaskRunner,
  lost: readonly Pend[],
): { readonly snapshot: Snapshot; readonly stimuli: readonly TaskStimulus[] } {
  const again: Pend[] = [];
  const stimuli: TaskStimulus[] = [];
  for (const { claim, ...pend } of lost) {
    const resource = pend.call?.resource ?? '';
    if (isRepeatable(tasks, pend)) again.push({ ...pend, status: 'scheduled' });
    else if (pend.early) {
      // Its token came back, so the call was made; only what the service answered is not known.
      stimuli.push({ type: 'submitted', pend: pend.id, attempt: pend.attempt, output: '{}' });
    } else {
      const type = pend.kind === 'task' ? 'failed' : 'refused';
      stimuli.push({ type, pend: pend.id, attempt: pend.attempt, ...tasks.lostError(resource) });
    }
  }
  return { snapshot: withPends(snapshot, again), stimuli };
}

/**
 * May the call be made a second time? Map runs and activity tasks are our own, and there is one however often it is made;
 * to look at a job changes nothing.
 */
export function isRepeatable(tasks: TaskRunner, { kind, call }: Pend): boolean {
  return (
    call?.job !== undefined ||
    kind === 'activity' ||
    kind === 'mapRun' ||
    tasks.classify(call?.resource ?? '') !== 'atMostOnce'
  );
}

function withPends(snapshot: Snapshot, changed: readonly Pend[]): Snapshot {
  if (changed.length === 0) return snapshot;
  const pends = new Map<PendId, Pend>(snapshot.pends);
  for (const pend of changed) pends.set(pend.id, pend);
  return { ...snapshot, pends };
}
