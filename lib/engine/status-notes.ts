import type { HistoryEvent } from '../asl/history/events.ts';
import type { ExecutionRecord } from '../ports/execution-store.ts';
import type { EngineContext } from './context.ts';
import { isExpress } from './facts.ts';
import { statusesIn } from './status-event.ts';
import type { StatusNote } from './status-outbox.ts';

const NOTHING: StatusNote = { happened: () => undefined, didNotHappen: () => undefined };

/** Notes what has to be told if these history events are stored. Express executions tell nothing, as on AWS. */
export async function noteStatus(
  { statusOutbox }: Pick<EngineContext, 'statusOutbox'>,
  { executionArn }: ExecutionRecord,
  redriveCount: number,
  events: readonly HistoryEvent[],
): Promise<StatusNote> {
  if (!statusOutbox || isExpress(executionArn)) return NOTHING;
  const statuses = statusesIn(events);
  return statuses.length === 0 ? NOTHING : statusOutbox.owe(executionArn, statuses, redriveCount);
}
