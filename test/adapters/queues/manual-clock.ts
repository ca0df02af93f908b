import type { Clock } from '../../../lib/ports/clock.ts';

interface ManualClock extends Clock {
  /** Lets this much time pass, from one timer to the next. */
  pass(ms: number): Promise<void>;
  /** How many sleeps are going on. */
  sleepers(): number;
}

/** Time that stands still until it is told to pass. */
export function createManualClock(): ManualClock {
  let now = 1_760_000_000_000;
  const sleeping = new Set<{ readonly until: number; wake(): void }>();
  /** Gives what was woken a few turns of the event loop. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  return {
    now: () => now,
    sleepers: () => sleeping.size,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const wake = () => {
          sleeping.delete(sleeper);
          resolve();
        };
        const sleeper = { until: now + ms, wake };
        sleeping.add(sleeper);
        signal?.addEventListener('abort', wake);
      }),
    async pass(ms) {
      const end = now + ms;
      for (;;) {
        await settle();
        const [next] = [...sleeping].sort((a, b) => a.until - b.until);
        if (next === undefined || next.until > end) break;
        now = Math.max(now, next.until);
        next.wake();
      }
      now = end;
      await settle();
    },
  };
}
