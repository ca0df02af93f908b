import { setTimeout as sleep } from 'node:timers/promises';
import { GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import type { HistoryEvent, SFNClient } from '@aws-sdk/client-sfn';

const PAUSE_MS = 25;
const PAGE = 100;
const LAST_EVENTS: ReadonlySet<string | undefined> = new Set([
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionAborted',
  'ExecutionTimedOut',
]);

/** The events of an execution as they happen, each once, until it has ended. */
export async function* followHistory(client: SFNClient, executionArn: string): AsyncGenerator<HistoryEvent, void> {
  let seen = 0;
  for (;;) {
    const events = await eventsAfter(client, executionArn, seen);
    yield* events;
    const last = events.at(-1);
    if (LAST_EVENTS.has(last?.type)) return;
    seen = last?.id ?? seen;
    await sleep(PAUSE_MS);
  }
}

/** Read backwards, so that a long history is not read again and again. */
async function eventsAfter(client: SFNClient, executionArn: string, seen: number): Promise<readonly HistoryEvent[]> {
  const found: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: PAGE, nextToken }),
    );
    const events = page.events ?? [];
    found.push(...events.filter(({ id }) => (id ?? 0) > seen));
    nextToken = (events.at(-1)?.id ?? 0) > seen + 1 ? page.nextToken : undefined;
  } while (nextToken !== undefined);
  return found.reverse();
}
