import type { HistoryEvent } from '../asl/history/events.ts';
import { Payload } from '../asl/payload.ts';
import type { LogLine } from '../ports/execution-log.ts';

/** AWS cuts what would not fit into an event of CloudWatch Logs: UTF-8 bytes of the escaped text. */
const MAX_ESCAPED_BYTES = 248 * 1024;

/** Members with data of the execution; all of them have a `…Details` member beside them but `parameters`. */
const DATA_MEMBERS: ReadonlySet<string> = new Set(['input', 'output', 'parameters', 'assignedVariables']);

/** Whose events are logged, and how. */
export interface LoggedExecution {
  readonly executionArn: string;
  readonly redriveCount: number;
  readonly includeExecutionData: boolean;
}

/** A history event as AWS writes it to CloudWatch Logs (recorded 2024-06): all numbers are strings. */
export function logEntry(event: HistoryEvent, execution: LoggedExecution): LogLine {
  const { id, type, previousEventId, timestamp } = event;
  const entry = {
    id: String(id),
    type,
    details: detailsOf(event.details ?? {}, execution.includeExecutionData),
    previous_event_id: String(previousEventId),
    event_timestamp: String(timestamp),
    execution_arn: execution.executionArn,
    redrive_count: String(execution.redriveCount),
  };
  return { timestamp, message: JSON.stringify(entry) };
}

function detailsOf(details: object, includeExecutionData: boolean): Record<string, unknown> {
  const logged: Record<string, unknown> = {};
  let room = MAX_ESCAPED_BYTES;
  for (const [member, value] of Object.entries(details) as [string, string | number | object | undefined][]) {
    if (value === undefined) continue;
    if (!DATA_MEMBERS.has(member)) {
      logged[member] = typeof value === 'object' ? value : String(value);
      continue;
    }
    if (!includeExecutionData) continue;
    const data = value instanceof Payload ? cut(value.text, room) : variables(value, room);
    room -= data.bytes;
    logged[member] = data.value;
    if (member !== 'parameters') logged[`${member}Details`] = { truncated: data.truncated };
  }
  return logged;
}

interface LoggedData {
  readonly value: unknown;
  /** Escaped, as UTF-8. */
  readonly bytes: number;
  readonly truncated: boolean;
}

/** As much of a text as there is room for. */
function cut(text: string, room: number): LoggedData {
  const bytes = escapedBytes(text);
  if (bytes <= room) return { value: text, bytes, truncated: false };
  let fits = 0;
  for (let tooLong = text.length; tooLong - fits > 1;) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (escapedBytes(text.slice(0, middle)) <= room) fits = middle;
    else tooLong = middle;
  }
  return { value: text.slice(0, fits).replace(/[\uD800-\uDBFF]$/, ''), bytes: room, truncated: true };
}

/** Variables are logged all or none. */
function variables(assigned: unknown, room: number): LoggedData {
  const bytes = escapedBytes(JSON.stringify(assigned));
  return bytes <= room ? { value: assigned, bytes, truncated: false } : { value: {}, bytes: 0, truncated: true };
}

function escapedBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}
