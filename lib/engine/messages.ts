import type { ArmedWake } from '../ports/execution-store.ts';
import type { Message, Queue } from '../ports/queue.ts';
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

/** Sends the message of an armed wake. */
export async function sendArmedWake(context: EngineContext, executionArn: string, wake: ArmedWake): Promise<void> {
  const message = { ...wakeMessage(context, executionArn), wake: wake.sequence };
  await context.queue.send(message, Math.max(0, wake.at - context.clock.now()));
}

export async function sendWake(context: EngineContext, executionArn: string, delayMs: number): Promise<void> {
  await context.queue.send(wakeMessage(context, executionArn), delayMs);
}

/**
 * Makes a write and sends the message that announces it: before the write where messages outlive the process, after it
 * where they do not (R4). A write that may have failed is announced all the same; a turn that finds nothing lets go.
 */
export async function announce<T>(
  queue: Queue,
  message: Message,
  delayMs: number,
  write: () => Promise<T>,
): Promise<T> {
  if (queue.durable) {
    await queue.send(message, delayMs);
    return write();
  }
  try {
    return await write();
  } finally {
    await queue.send(message, delayMs);
  }
}
