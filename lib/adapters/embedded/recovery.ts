import type { EngineContext } from '../../engine/context.ts';
import { sendWake } from '../../engine/messages.ts';

const PAGE = 1_000;

/** Wakes every execution that was running when the last process ended; a turn finds out what there is to do. */
export async function recoverExecutions(context: EngineContext): Promise<void> {
  let last: string | undefined;
  do {
    const running = await context.executions.running(PAGE, last);
    for (const executionArn of running) await sendWake(context, executionArn, 0);
    last = running.length === PAGE ? running[PAGE - 1] : undefined;
  } while (last !== undefined);
}
