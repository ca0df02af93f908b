import type { Execution, ExecutionStatus, ExecutionStore, Head, Ms } from '../ports/execution-store.ts';
import { decodeEvents, detailsOf, type HistoryEventText } from './history-codec.ts';
import { statusAfter } from './status-event.ts';

/** What is stored before a change of status is: the events that will be owed if it happens. */
export interface OwedStatus {
  readonly executionArn: string;
  /** The statuses that one commit leads to; two for a start that ends at once. */
  readonly statuses: readonly ExecutionStatus[];
  /** The history event of the last of them. */
  readonly eventId: number;
  readonly redriveCount: number;
  readonly redriveDate?: Ms;
}

/**
 * The execution as it was when an owed change happened, whatever has happened since; undefined when it did not: the
 * process died before it made the change, or another one was faster. The history says so.
 */
export async function recollect(
  executions: Pick<ExecutionStore, 'get' | 'chunks'>,
  owed: OwedStatus,
): Promise<Execution | undefined> {
  const { executionArn, eventId } = owed;
  const execution = await executions.get(executionArn);
  if (!execution) return undefined;
  const chunks = await executions.chunks(executionArn, eventId, eventId);
  const [event] = chunks.flatMap((chunk) => decodeEvents(chunk, eventId, eventId));
  if (!event || statusAfter(event.type) !== owed.statuses.at(-1)) return undefined;
  return { record: execution.record, head: headAt(execution.head, owed, event) };
}

function headAt({ version, nonce }: Head, owed: OwedStatus, event: HistoryEventText): Head {
  const { type, timestamp } = event;
  const details = detailsOf(event);
  const { redriveCount, redriveDate, eventId } = owed;
  const status = statusAfter(type) ?? 'RUNNING';
  return {
    version,
    nonce,
    status,
    ...(status !== 'RUNNING' && { stopDate: timestamp }),
    ...textMember('output', details),
    ...textMember('error', details),
    ...textMember('cause', details),
    redriveCount,
    ...(redriveDate !== undefined && { redriveDate }),
    snapshot: '',
    lastEventId: eventId,
  };
}

function textMember(name: 'output' | 'error' | 'cause', details: Readonly<Record<string, unknown>>): Partial<Head> {
  const value = details[name];
  return typeof value === 'string' ? { [name]: value } : {};
}
