import { createDueHeap, type Due } from '../../lib/adapters/memory/due-heap.ts';

/** Simulated time: it stands still while code runs and jumps to the next thing that is due. */
export interface Scheduler {
  /** Milliseconds since the epoch. */
  now(): number;
  after(ms: number, run: () => void): void;
  /** Runs what is due, one thing at a time, until nothing is left, `isOver` says so, or the time has come. */
  run(isOver: () => boolean, until: number): Promise<void>;
}

interface Entry extends Due {
  readonly run: () => void;
}

/**
 * @param rounds turns of the real event loop between two things, after which all code is waiting again;
 * one is enough for promises, two are needed when the code itself uses setImmediate
 */
export function createScheduler(start: number, rounds: number): Scheduler {
  const heap = createDueHeap<Entry>();
  let now = start;
  let order = 0;
  return {
    now: () => now,
    after(ms, run) {
      heap.add({ at: now + Math.max(0, ms), order: (order += 1), place: -1, run });
    },
    async run(isOver, until) {
      await settle(rounds);
      for (let next = heap.peek(); next && next.at <= until && !isOver(); next = heap.peek()) {
        heap.remove(next);
        now = next.at;
        next.run();
        await settle(rounds);
      }
    },
  };
}

async function settle(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await new Promise((resolve) => setImmediate(resolve));
}
