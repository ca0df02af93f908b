import type { Snapshot } from '../asl/machine/snapshot.ts';
import type { Execution, Head, Ms } from '../ports/execution-store.ts';
import type { Message } from '../ports/queue.ts';
import { isLost } from './claims.ts';
import type { EngineContext } from './context.ts';
import type { LoadedExecution } from './loaded-execution.ts';
import { sendArmedWake } from './messages.ts';
import type { Turn } from './turn.ts';

/** The number of no wake at all: the message only looks after somebody else's call. */
const NO_WAKE = 0;

/** When the turn must be over that this message's twin is taking; undefined when there is none (R7). */
export function leaseOfTwin(context: EngineContext, turn: Turn, { snapshot }: LoadedExecution): Ms | undefined {
  return liveLease(context, snapshot, context.clock.now(), (guard) => guard === turn.lineage);
}

/**
 * Leaves the turn to the twin and comes back when it must be over. A queue in the turn's own process has kept the
 * message for that turn and delivers it again by itself.
 */
export async function lookAgain(context: EngineContext, message: Message, lease: Ms): Promise<boolean> {
  if (context.exclusiveOwner !== undefined) return false;
  await context.queue.send(message, delayUntil(context, lease, context.clock.now()));
  return true;
}

/** Never gives up a message while somebody else's call is under way: a copy guards it to the end of its lease (R7). */
export async function guardOthers(
  context: EngineContext,
  turn: Turn,
  { snapshot }: LoadedExecution,
  message: Message,
): Promise<void> {
  if (context.exclusiveOwner !== undefined) return;
  const now = context.clock.now();
  const lease = liveLease(context, snapshot, now, () => true, turn.id);
  if (lease === undefined) return;
  const { announces, ...copy } = message;
  await context.queue.send({ ...copy, wake: NO_WAKE }, delayUntil(context, lease, now));
}

function liveLease(
  context: EngineContext,
  snapshot: Snapshot,
  now: Ms,
  guards: (guard: string) => boolean,
  except?: string,
): Ms | undefined {
  let latest: Ms | undefined;
  for (const { claim, status } of snapshot.pends.values()) {
    if (status !== 'running' || !claim || claim.owner === except || !guards(claim.guard)) continue;
    if (!isLost(context, claim, now) && claim.lease > (latest ?? 0)) latest = claim.lease;
  }
  return latest;
}

function delayUntil(context: EngineContext, lease: Ms, now: Ms): number {
  return Math.min(Math.max(lease - now + 1, 0), context.queue.maxDelayMs);
}

/** The turn that armed this wake may have died before it sent it; whoever sees its message again sends it (R5). */
export async function resendWake(context: EngineContext, turn: Turn, { record, head }: Execution): Promise<void> {
  if (head.wake?.by === turn.lineage) await sendArmedWake(context, record.executionArn, head.wake);
}

/** Has a later wake been armed than the one that this message is? Messages that are no armed wakes never are. */
export function isSuperseded({ wake }: Message, head: Head): boolean {
  return wake !== undefined && wake !== head.wake?.sequence;
}
