import type { Ms } from '../../ports/execution-store.ts';
import type { Delivery } from '../../ports/queue.ts';
import { EARLY_MS, EARLY_RETRY_MS, type EngineContext } from '../context.ts';
import { conduct } from './conduct.ts';
import type { Conducting } from './sessions.ts';
import { readMapRun } from './stored-map-run.ts';

/**
 * Takes a message for a map run. In one process one at a time conducts it; the message of another is done with when
 * that one has looked again.
 */
export async function takeMapRunTurn(context: EngineContext, delivery: Delivery, deadline: Ms): Promise<void> {
  const { executionArn: mapRunArn } = delivery.message;
  const { conducting } = context.mapRuns;
  const active = conducting.get(mapRunArn);
  if (active) {
    active.news += 1;
    await active.over;
  } else {
    const me: Conducting = { news: 0, heard: 0, over: Promise.resolve() };
    const done = (): void => {
      if (conducting.get(mapRunArn) === me) conducting.delete(mapRunArn);
    };
    conducting.set(mapRunArn, me);
    me.over = run(context, delivery, me, deadline, done).finally(done);
    await me.over;
  }
  await delivery.delete();
}

/** @param done called in the same step in which the last news was found to be heard, so that no news gets lost */
async function run(
  context: EngineContext,
  { message }: Delivery,
  me: Conducting,
  deadline: Ms,
  done: () => void,
): Promise<void> {
  do {
    me.heard = me.news;
    const stored = await readMapRun(context.resources, message.executionArn);
    if (stored) await conduct(context, stored, me, deadline);
    // The message is sent before the map run is stored where messages outlive the process (R4).
    else if (context.clock.now() - message.sentAt < EARLY_MS) await context.queue.send(message, EARLY_RETRY_MS);
  } while (me.news !== me.heard);
  done();
}
