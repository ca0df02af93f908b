import type { HistoryEventText } from '../../engine/history-codec.ts';
import { timestamp } from '../timestamp.ts';

/** Members of details that carry data of the execution; includeExecutionData: false leaves them out. */
const EXECUTION_DATA = new Set(['input', 'output', 'parameters', 'assignedVariables']);

/** An event as the API answers it. */
export function historyEvent(event: HistoryEventText, includeExecutionData: boolean): object {
  const { id, previousEventId, type, detailsMember, details = {} } = event;
  const answered: Record<string, unknown> = { timestamp: timestamp(event.timestamp), type, id, previousEventId };
  if (detailsMember !== undefined) answered[detailsMember] = includeExecutionData ? details : withoutData(details);
  return answered;
}

/** Roughly how long the event is as text. */
export function payloadChars(event: HistoryEventText): number {
  const { details = {} } = event;
  let chars = 0;
  for (const member in details) {
    const value = details[member];
    if (typeof value === 'string') chars += value.length;
  }
  return chars;
}

function withoutData(details: NonNullable<HistoryEventText['details']>): object {
  return Object.fromEntries(Object.entries(details).filter(([member]) => !EXECUTION_DATA.has(member)));
}
