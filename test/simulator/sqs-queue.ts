import type { Delivery, Message } from '../../lib/ports/queue.ts';
import { nameOf } from './process.ts';
import { io, type Sandbox } from './sandbox.ts';
import { count, type World } from './world.ts';

/** The longest delay of SQS, and how long a received message stays hidden. */
export const MAX_DELAY_MS = 900_000;
const VISIBILITY_MS = 128_000;

/** A standard queue of SQS: at least once, in any order, sometimes twice. It survives every process. */
export interface SqsQueue {
  send(message: Message, delayMs: number): Promise<void>;
  /** Up to `limit` visible messages, for the given process. */
  receive(limit: number, by: Sandbox): readonly Delivery[];
  size(): number;
  received(): number;
}

interface Entry {
  readonly message: Message;
  visibleAt: number;
  /** Counts the deliveries that hid it; deleting with an older receipt may do nothing. */
  receipt: number;
}

/** @param visible called whenever a message becomes visible */
export function createSqsQueue(world: World, visible: () => void): SqsQueue {
  const { random, scheduler } = world;
  const entries = new Set<Entry>();
  let received = 0;

  function hide(entry: Entry, ms: number): void {
    entry.visibleAt = scheduler.now() + ms;
    scheduler.after(ms, visible);
  }

  function add(message: Message, delayMs: number): void {
    const entry = { message, visibleAt: 0, receipt: 0 };
    entries.add(entry);
    hide(entry, delayMs + random.between(1, 60));
  }

  function remove(entry: Entry, receipt: number): void {
    if (receipt === entry.receipt || random.chance(0.5)) entries.delete(entry);
  }

  return {
    async send(message, delayMs) {
      add(message, delayMs);
      if (!random.chance(world.faultRate / 4)) return;
      count(world, 'duplicateDelivery');
      add(message, delayMs + random.between(0, 30_000));
    },

    receive(limit, by) {
      const batch: Delivery[] = [];
      for (const entry of entries) {
        if (batch.length === limit) break;
        if (entry.visibleAt > scheduler.now()) continue;
        received += 1;
        entry.receipt += 1;
        const { receipt, message } = entry;
        hide(entry, VISIBILITY_MS);
        if (random.chance(world.faultRate / 2)) {
          // The same message is given to somebody else as well; it goes when either of them deletes it.
          count(world, 'duplicateDelivery');
          hide(entry, random.between(0, 2_000));
        }
        world.trace(`${by.id} receives ${nameOf(message)}`);
        const what = `delete ${nameOf(message)}`;
        batch.push({
          message,
          delete: () => io(world, by, { what, effect: async () => remove(entry, receipt) }),
        });
      }
      return batch;
    },

    size: () => entries.size,
    received: () => received,
  };
}
