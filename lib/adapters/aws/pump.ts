import type { EngineContext } from '../../engine/context.ts';
import { sendWake } from '../../engine/messages.ts';

/** Looks further ahead than two passes are apart, so that one pass may be missed. */
const HORIZON_MS = 10 * 60_000;
/** The most overdue come first, so what one pass leaves the next ones take. */
const PASS = 20_000;
const AT_ONCE = 50;

/**
 * Hands far timers over to the queue as they come near. One that is overdue is sent again with each pass: the due index
 * is written with the commit that needs it, and so no timer depends on a message that got lost.
 * @returns how many wakes were sent
 */
export async function sendDueWakes(context: EngineContext): Promise<number> {
  const due = await context.executions.dueBefore(context.clock.now() + HORIZON_MS, PASS);
  let sent = 0;
  for (let index = 0; index < due.length; index += AT_ONCE) {
    const wakes = due.slice(index, index + AT_ONCE).map((executionArn) => sendDueWake(context, executionArn));
    sent += (await Promise.all(wakes)).filter(Boolean).length;
  }
  return sent;
}

/** The index may lag behind: the head says whether there still is a timer, and when. */
async function sendDueWake(context: EngineContext, executionArn: string): Promise<boolean> {
  const { clock, executions, queue } = context;
  const dueAt = (await executions.get(executionArn))?.head.dueAt;
  if (dueAt === undefined) return false;
  await sendWake(context, executionArn, Math.min(Math.max(dueAt - clock.now(), 0), queue.maxDelayMs));
  return true;
}
