import type { Message } from '../ports/queue.ts';
import type { EngineContext } from './context.ts';

/** A message that says "look again", the first of a new lineage. */
export function wakeMessage(context: EngineContext, executionArn: string, announces?: number): Message {
  return {
    executionArn,
    lineage: context.newId(),
    sentAt: context.clock.now(),
    ...(announces === undefined ? {} : { announces }),
  };
}

export async function sendWake(context: EngineContext, executionArn: string, delayMs: number): Promise<void> {
  await context.queue.send(wakeMessage(context, executionArn), delayMs);
}
