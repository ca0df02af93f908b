import type { Clock } from '../../ports/clock.ts';
import type { Delivery, Message, Queue } from '../../ports/queue.ts';
import { createDueHeap } from './due-heap.ts';
import type { Due } from './due-heap.ts';

/** As long as a turn may take in the cloud, and its lease. */
const VISIBILITY_MS = 128_000;
/** A handler that rejected holds nothing any more, so its message need not wait that long. */
const RETRY_MS = 1_000;
/** Deliveries in one turn of the event loop; requests get their turn between two of them. */
const BATCH = 128;
/** A timer of Node's cannot be longer than 24.8 days. */
const LONGEST_SLEEP_MS = 86_400_000;

type MessageHandler = (delivery: Delivery) => Promise<void>;

interface MemoryQueueOptions {
  /** A delivery that was not deleted after this time is delivered again. */
  readonly visibilityMs?: number;
  /** Told when a handler rejects; the message stays and is delivered again. */
  readonly onFailure?: (error: unknown, message: Message) => void;
}

export interface MemoryQueue extends Queue {
  /** Messages wait until there is a handler. Handlers run side by side. */
  consume(handler: MessageHandler): void;
  /** Drops all messages and timers, and every message that is sent from now on. */
  close(): void;
}

interface Entry extends Due {
  readonly message: Message;
}

/** A queue that lives as long as the process: a heap of due times, and one timer for the earliest. */
export function createMemoryQueue(clock: Clock, options: MemoryQueueOptions = {}): MemoryQueue {
  const { visibilityMs = VISIBILITY_MS, onFailure = (error: unknown) => console.error(error) } = options;
  const heap = createDueHeap<Entry>();
  let handler: MessageHandler | undefined;
  let order = 0;
  let closed = false;
  let delivering: NodeJS.Immediate | undefined;
  let timer: { readonly at: number; readonly abort: AbortController } | undefined;

  /** Makes sure that `deliver` runs when the earliest message is due. */
  function schedule(): void {
    const at = heap.peek()?.at;
    if (at === undefined || handler === undefined || delivering !== undefined || closed) return;
    if (at <= clock.now()) delivering = setImmediate(deliver);
    else if (timer === undefined || at < timer.at) startTimer(at);
  }

  function startTimer(at: number): void {
    timer?.abort.abort();
    const mine = { at, abort: new AbortController() };
    timer = mine;
    void clock.sleep(Math.min(at - clock.now(), LONGEST_SLEEP_MS), mine.abort.signal).then(() => {
      if (timer !== mine) return;
      timer = undefined;
      schedule();
    });
  }

  function deliver(): void {
    delivering = undefined;
    const now = clock.now();
    for (let count = 0; count < BATCH; count += 1) {
      const entry = heap.peek();
      if (entry === undefined || entry.at > now || closed) break;
      heap.remove(entry);
      entry.at = now + visibilityMs;
      heap.add(entry);
      void handle(entry);
    }
    schedule();
  }

  async function handle(entry: Entry): Promise<void> {
    const { message } = entry;
    try {
      await handler?.({ message, delete: async () => heap.remove(entry) });
    } catch (error) {
      onFailure(error, message);
      if (entry.place < 0) return;
      heap.remove(entry);
      entry.at = Math.min(entry.at, clock.now() + RETRY_MS);
      heap.add(entry);
      schedule();
    }
  }

  return {
    durable: false,
    maxDelayMs: Number.MAX_SAFE_INTEGER,

    async send(message, delayMs) {
      // What runs when the process ends is found again in the store.
      if (closed) return;
      heap.add({ message, at: clock.now() + Math.max(0, delayMs), order: (order += 1), place: -1 });
      schedule();
    },

    consume(newHandler) {
      handler = newHandler;
      schedule();
    },

    close() {
      closed = true;
      clearImmediate(delivering);
      timer?.abort.abort();
      timer = undefined;
    },
  };
}
