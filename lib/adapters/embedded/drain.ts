import type { Clock } from '../../ports/clock.ts';

/** How long a server that is asked to stop waits for requests and for the calls of Task states, in milliseconds. */
export const GRACE_MS = 5_000;
const LOOK_EVERY_MS = 10;

/** Resolves when nothing is left in the set, or when nobody waits for that any more. */
export async function drained(running: ReadonlySet<string>, givenUp: AbortSignal, clock: Clock): Promise<void> {
  while (running.size > 0 && !givenUp.aborted) await clock.sleep(LOOK_EVERY_MS, givenUp);
}
