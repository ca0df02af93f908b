import type { EventId } from '../history/events.ts';
import type { Frame, Snapshot } from './snapshot.ts';
import type { WorkingSet } from './working-set.ts';

/** Has an execution ended in such a way that it can go on? One that succeeded has no frames left. */
export function isAtRest({ frames, pends, runQueue }: Snapshot): boolean {
  return frames.size > 0 && pends.size === 0 && runQueue.length === 0;
}

/**
 * Wakes every frame of an execution at rest (see rest.ts); one that is not at rest is left alone. The machine's time-out
 * begins anew. ExecutionRedriven follows the last event, and every path goes on from it (guess).
 */
export function redrive(set: WorkingSet): void {
  if (!isAtRest(set.snapshot())) return;
  const redriven = set.record('ExecutionRedriven', set.nextEvent - 1, { redriveCount: set.facts.redriveCount ?? 0 });
  const { timeoutSeconds } = set.machine;
  set.deadline = timeoutSeconds === undefined ? undefined : set.now + timeoutSeconds * 1000;
  for (const frame of set.frames().toSorted((a, b) => a.id - b.id)) wake(set, frame, redriven);
}

function wake(set: WorkingSet, frame: Frame, redriven: EventId): void {
  frame.previous = redriven;
  if (frame.join) {
    const join = set.join(frame);
    join.last = redriven;
    join.vacancies = join.vacancies.map(() => redriven);
  }
  if (frame.phase !== 'blocked') set.enqueue(frame.id);
}
