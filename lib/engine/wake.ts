import { nextDue, type Snapshot } from '../asl/machine/snapshot.ts';
import type { Head, Ms } from '../ports/execution-store.ts';
import type { EngineContext } from './context.ts';
import type { NextWake } from './head.ts';

/** An armed wake this close to the end of a turn may have been consumed by somebody who read the head before (R6). */
const TRUST_MARGIN_MS = 5_000;

export interface WakePlan extends NextWake {
  /** Milliseconds until the message for a newly armed wake is due; undefined when nothing has to be sent. */
  readonly sendIn?: number | undefined;
}

/**
 * Decides how a blocked execution is woken. A trusted earlier wake is kept and re-armed when it comes;
 * a time further away than a queue can delay goes to the due index (R5, R6).
 */
export function planWake(
  context: EngineContext,
  head: Pick<Head, 'version' | 'wake'> | undefined,
  snapshot: Snapshot,
  turn: { readonly lineage: string; readonly deadline: Ms },
  now: Ms,
): WakePlan {
  const due = hasWorkNow(snapshot) ? now : nextDue(snapshot);
  if (due === undefined) return {};
  if (due - now > context.queue.maxDelayMs) return { dueAt: due };
  const armed = head?.wake;
  if (armed && armed.at <= due && armed.at > turn.deadline + TRUST_MARGIN_MS) return { wake: armed };
  const wake = { sequence: (head?.version ?? 0) + 1, at: due, by: turn.lineage };
  return { wake, sendIn: Math.max(0, due - now) };
}

/** Is there something that nobody has to wait for? */
export function hasWorkNow(snapshot: Snapshot): boolean {
  if (snapshot.runQueue.length > 0 || snapshot.cancellations.length > 0) return true;
  for (const pend of snapshot.pends.values()) if (pend.status === 'scheduled') return true;
  return false;
}
