import type { HistoryEventText } from '../../engine/history-codec.ts';
import { timestamp } from '../timestamp.ts';

/** Members of details that carry data of the execution; includeExecutionData: false leaves them out. */
const EXECUTION_DATA = new Set(['input', 'output', 'parameters', 'assignedVariables']);

/** The JSON text of an event as the API answers it. */
export function historyEvent(event: HistoryEventText, includeExecutionData: boolean): string {
  const { id, previousEventId, type, detailsMember, details = '{}' } = event;
  const common = `{"timestamp":${timestamp(event.timestamp)},"type":"${type}","id":${id},"previousEventId":${previousEventId}`;
  if (detailsMember === undefined) return `${common}}`;
  return `${common},"${detailsMember}":${includeExecutionData ? details : withoutData(details)}}`;
}

function withoutData(details: string): string {
  const members = Object.entries(JSON.parse(details) as object);
  return JSON.stringify(Object.fromEntries(members.filter(([member]) => !EXECUTION_DATA.has(member))));
}
