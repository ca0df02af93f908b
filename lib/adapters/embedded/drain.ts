import type { Clock } from '../../ports/clock.ts';

/** How long a server that is asked to stop waits for the calls of its Task states, in milliseconds. */
export const GRACE_MS = 5_000;
const LOOK_EVERY_MS = 10;

/** Resolves when nothing is left in the set, or after `graceMs`. */
export async function drained(running: ReadonlySet<string>, graceMs: number, clock: Clock): Promise<void> {
  const end = clock.now() + graceMs;
  while (running.size > 0 && clock.now() < end) await clock.sleep(LOOK_EVERY_MS);
}
