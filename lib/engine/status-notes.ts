import type { HistoryEvent } from '../asl/history/events.ts';
import type { Execution } from '../ports/execution-store.ts';
import type { EngineContext } from './context.ts';
import { isExpress } from './facts.ts';
import { statusAfter } from './status-event.ts';
import type { StatusNote } from './status-outbox.ts';

const NOTHING: StatusNote = { happened: () => undefined, didNotHappen: () => undefined };

/** Notes what has to be told if these history events are stored. Express executions tell nothing, as on AWS. */
export async function noteStatus(
  { statusOutbox }: Pick<EngineContext, 'statusOutbox'>,
  { record: { executionArn }, head: { redriveCount, redriveDate } }: Execution,
  events: readonly HistoryEvent[],
): Promise<StatusNote> {
  if (!statusOutbox || isExpress(executionArn)) return NOTHING;
  const changes = events.filter(({ type }) => statusAfter(type) !== undefined);
  const eventId = changes.at(-1)?.id;
  if (eventId === undefined) return NOTHING;
  const statuses = changes.flatMap(({ type }) => statusAfter(type) ?? []);
  return statusOutbox.owe({ executionArn, statuses, eventId, redriveCount, ...(redriveDate && { redriveDate }) });
}
