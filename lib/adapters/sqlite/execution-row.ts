import type {
  ArmedWake,
  Execution,
  ExecutionRecord,
  ExecutionStatus,
  Head,
  MapRunChild,
  ParentTask,
  RedriveRequest,
} from '../../ports/execution-store.ts';
import { arnHash } from './arn-hash.ts';
import { textOf } from './connection.ts';
import type { Row, SqlValue } from './connection.ts';
import { memberOf } from './optional-member.ts';

export const RECORD_COLUMNS =
  'arn, arn_hash, state_machine_arn, version_arn, alias_arn, name, revision, start_date, trace_header, parent, map_run, mock_case, input';

export const HEAD_COLUMNS =
  'version, nonce, status, stop_date, output, error, cause, redrive_count, redrive_date, redrive_requests, wake, due_at, snapshot, last_event_id';

/** What `executionOf` reads, in its order. Texts that are not JSON may hold NUL. */
export const SELECT_EXECUTION = `SELECT
  arn, state_machine_arn, version_arn, alias_arn, name, revision, start_date, CAST(trace_header AS BLOB), parent,
  version, nonce, status, stop_date, output, CAST(error AS BLOB), CAST(cause AS BLOB), redrive_count, redrive_date,
  wake, due_at, CAST(snapshot AS BLOB), last_event_id, ifnull(input, (SELECT text FROM inputs WHERE execution = id)),
  map_run, mock_case, redrive_requests
  FROM executions`;

const SHORT_INPUT = 1_000;

function jsonText(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** Is an input written again with each commit? One that is long has a row of its own in `inputs`. */
export function isShort(input: string): boolean {
  return input.length <= SHORT_INPUT;
}

/** Values for `RECORD_COLUMNS`. */
export function recordValues(record: ExecutionRecord): SqlValue[] {
  return [
    record.executionArn,
    arnHash(record.executionArn),
    record.stateMachineArn,
    record.stateMachineVersionArn ?? null,
    record.stateMachineAliasArn ?? null,
    record.name,
    record.revision,
    record.startDate,
    record.traceHeader ?? null,
    jsonText(record.parent),
    jsonText(record.mapRun),
    record.mockCase ?? null,
    isShort(record.input) ? record.input : null,
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
    jsonText(head.redriveRequests),
    jsonText(head.wake),
    head.dueAt ?? null,
    head.snapshot,
    head.lastEventId,
  ];
}

/** The execution in a row of `SELECT_EXECUTION`. */
export function executionOf(row: Row): Execution {
  return {
    record: {
      executionArn: textOf(row[0]),
      stateMachineArn: textOf(row[1]),
      ...memberOf(row, 2, 'stateMachineVersionArn', textOf),
      ...memberOf(row, 3, 'stateMachineAliasArn', textOf),
      name: textOf(row[4]),
      revision: textOf(row[5]),
      input: textOf(row[22]),
      startDate: Number(row[6]),
      ...memberOf(row, 7, 'traceHeader', textOf),
      ...memberOf(row, 8, 'parent', (value) => JSON.parse(textOf(value)) as ParentTask),
      ...memberOf(row, 23, 'mapRun', (value) => JSON.parse(textOf(value)) as MapRunChild),
      ...memberOf(row, 24, 'mockCase', textOf),
    },
    head: {
      version: Number(row[9]),
      nonce: textOf(row[10]),
      status: textOf(row[11]) as ExecutionStatus,
      ...memberOf(row, 12, 'stopDate', Number),
      ...memberOf(row, 13, 'output', textOf),
      ...memberOf(row, 14, 'error', textOf),
      ...memberOf(row, 15, 'cause', textOf),
      redriveCount: Number(row[16]),
      ...memberOf(row, 17, 'redriveDate', Number),
      ...memberOf(row, 25, 'redriveRequests', (value) => JSON.parse(textOf(value)) as RedriveRequest[]),
      ...memberOf(row, 18, 'wake', (value) => JSON.parse(textOf(value)) as ArmedWake),
      ...memberOf(row, 19, 'dueAt', Number),
      snapshot: textOf(row[20]),
      lastEventId: Number(row[21]),
    },
  };
}
