import { afterEnd } from '../../engine/after-end.ts';
import type { EngineContext } from '../../engine/context.ts';
import { recoverMapRuns } from '../../engine/map-run/open-map-runs.ts';
import { sendWake } from '../../engine/messages.ts';

const PAGE = 1_000;

/** Wakes every execution and map run that was running when the last process ended; a turn finds out what there is to do. */
export async function recoverExecutions(context: EngineContext): Promise<void> {
  await recoverMapRuns(context);
  let last: string | undefined;
  do {
    const running = await context.executions.running(PAGE, last);
    for (const executionArn of running) {
      await settleOwner(context, executionArn);
      await sendWake(context, executionArn, 0);
    }
    last = running.length === PAGE ? running[PAGE - 1] : undefined;
  } while (last !== undefined);
}

/** A parent that ended with the last process may not have come to stop the execution that it was waiting for. */
async function settleOwner(context: EngineContext, executionArn: string): Promise<void> {
  const { parent } = (await context.executions.get(executionArn))?.record ?? {};
  if (parent?.waits !== true) return;
  const ended = await context.executions.get(parent.executionArn);
  if (ended && ended.head.status !== 'RUNNING') await afterEnd(context, ended);
}
