import { answerEarly } from './apply-stimulus.ts';
import { endWith } from './end.ts';
import { POLL_MS, type Ms, type Pend } from './snapshot.ts';
import { recordTimedOut } from './task-events.ts';
import type { WorkingSet } from './working-set.ts';

/** Fires everything that is due: first the execution's own time-out, then timers and time-outs, oldest first. */
export function fireTimers(set: WorkingSet): void {
  if (set.deadline !== undefined && set.deadline <= set.now) {
    endWith(set, 'ExecutionTimedOut', 0, {});
    return;
  }
  const due = set
    .pends()
    .filter((pend) => dueTime(pend) <= set.now)
    .sort((a, b) => dueTime(a) - dueTime(b) || a.id - b.id);
  for (const pend of due) fire(set, pend);
  for (const pend of set.pends()) {
    if (pend.pollDue !== undefined && pend.pollDue <= set.now) set.replacePend(polled(pend, set.now));
  }
}

/** The engine looks at nested executions itself; to look at a job is a call. */
function polled({ pollDue, ...pend }: Pend, now: Ms): Pend {
  if (pend.call?.job === undefined) return { ...pend, pollDue: now + POLL_MS };
  return { ...pend, status: 'scheduled', looks: (pend.looks ?? 0) + 1 };
}

function dueTime(pend: Pend): number {
  return Math.min(pend.due ?? Infinity, pend.heartbeatDue ?? Infinity);
}

function fire(set: WorkingSet, pend: Pend): void {
  // What has answered in time was acknowledged.
  if (pend.early) {
    answerEarly(set, pend, pend.early);
    return;
  }
  const frame = set.frame(pend.frame);
  if (pend.kind === 'wait') {
    set.settlePend(pend);
    frame.phase = 'succeeded';
  } else if (pend.kind === 'retry') {
    set.settlePend(pend);
    frame.phase = 'again';
    frame.retries += 1;
  } else {
    set.removePend(pend);
    const heartbeat = pend.due === undefined || pend.due > set.now;
    frame.previous = recordTimedOut(set, set.state(frame), frame.previous);
    frame.failure = { error: 'States.Timeout', ...(heartbeat ? { heartbeat } : {}) };
    frame.phase = 'failed';
  }
  set.enqueue(frame.id);
}
