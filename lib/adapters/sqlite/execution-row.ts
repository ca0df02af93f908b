import type {
  ArmedWake,
  Execution,
  ExecutionRecord,
  ExecutionStatus,
  Head,
  ParentTask,
} from '../../ports/execution-store.ts';
import { textOf } from './connection.ts';
import type { Row, SqlValue } from './connection.ts';

export const RECORD_COLUMNS =
  'arn, state_machine_arn, version_arn, alias_arn, name, revision, start_date, trace_header, parent, mock_case';

export const HEAD_COLUMNS =
  'version, nonce, status, stop_date, output, error, cause, redrive_count, redrive_date, wake, due_at, snapshot, last_event_id';

/** What `executionOf` reads, in its order. Texts that are not JSON may hold NUL. */
export const SELECT_EXECUTION = `SELECT
  arn, state_machine_arn, version_arn, alias_arn, name, revision, start_date, trace_header, parent,
  version, nonce, status, stop_date, output, CAST(error AS BLOB), CAST(cause AS BLOB), redrive_count, redrive_date,
  wake, due_at, CAST(snapshot AS BLOB), last_event_id, (SELECT text FROM inputs WHERE execution = id),
  mock_case
  FROM executions`;

function jsonText(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** Values for `RECORD_COLUMNS`. */
export function recordValues(record: ExecutionRecord): SqlValue[] {
  return [
    record.executionArn,
    record.stateMachineArn,
    record.stateMachineVersionArn ?? null,
    record.stateMachineAliasArn ?? null,
    record.name,
    record.revision,
    record.startDate,
    record.traceHeader ?? null,
    jsonText(record.parent),
    record.mockCase ?? null,
  ];
}

/** Values for `HEAD_COLUMNS`. */
export function headValues(head: Head): SqlValue[] {
  return [
    head.version,
    head.nonce,
    head.status,
    head.stopDate ?? null,
    head.output ?? null,
    head.error ?? null,
    head.cause ?? null,
    head.redriveCount,
    head.redriveDate ?? null,
    jsonText(head.wake),
    head.dueAt ?? null,
    head.snapshot,
    head.lastEventId,
  ];
}

/** The execution in a row of `SELECT_EXECUTION`. */
export function executionOf(row: Row): Execution {
  const text = (column: number): string => textOf(row[column]);
  /** `{ [member]: value }`, or nothing where the column is NULL. */
  const optional = <M extends string, T>(member: M, column: number, read: (column: number) => T): { [K in M]?: T } =>
    (row[column] === null ? {} : { [member]: read(column) }) as { [K in M]?: T };
  const integer = (column: number): number => Number(row[column]);

  return {
    record: {
      executionArn: text(0),
      stateMachineArn: text(1),
      ...optional('stateMachineVersionArn', 2, text),
      ...optional('stateMachineAliasArn', 3, text),
      name: text(4),
      revision: text(5),
      input: text(22),
      startDate: integer(6),
      ...optional('traceHeader', 7, text),
      ...optional('parent', 8, (column) => JSON.parse(text(column)) as ParentTask),
      ...optional('mockCase', 23, text),
    },
    head: {
      version: integer(9),
      nonce: text(10),
      status: text(11) as ExecutionStatus,
      ...optional('stopDate', 12, integer),
      ...optional('output', 13, text),
      ...optional('error', 14, text),
      ...optional('cause', 15, text),
      redriveCount: integer(16),
      ...optional('redriveDate', 17, integer),
      ...optional('wake', 18, (column) => JSON.parse(text(column)) as ArmedWake),
      ...optional('dueAt', 19, integer),
      snapshot: text(20),
      lastEventId: integer(21),
    },
  };
}
