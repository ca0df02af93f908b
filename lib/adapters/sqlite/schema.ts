import { StoreUnavailable } from '../../ports/store-unavailable.ts';
import type { Connection } from './connection.ts';

/** The format of the file, kept in `PRAGMA user_version`. */
const FORMAT = 3;

/**
 * What can be large is at the end of a row, so that lists need not read past it. There is an index for each combination
 * of filters that ListExecutions has, so that a page costs the same however many executions there are; what
 * started in the same millisecond is few, and sorted by ARN as it is read.
 * A commit rewrites the whole row of its execution; long inputs have a table of their own, so that they are not written
 * again each time. Event texts are in the engine's encoding, one row per commit; it is found by its place, in which the
 * execution's row and the first event's id are combined, because rows without a rowid would spill to other pages early.
 */
const TABLES = `
CREATE TABLE executions (
  id INTEGER PRIMARY KEY,
  arn TEXT NOT NULL,
  arn_hash INTEGER NOT NULL,
  state_machine_arn TEXT NOT NULL,
  version_arn TEXT,
  alias_arn TEXT,
  name TEXT NOT NULL,
  revision TEXT NOT NULL,
  start_date INTEGER NOT NULL,
  trace_header TEXT,
  parent TEXT,
  map_run TEXT,
  listed_under TEXT AS (ifnull(map_run ->> 'mapRunArn', state_machine_arn)) VIRTUAL,
  mock_case TEXT,
  version INTEGER NOT NULL,
  nonce TEXT NOT NULL,
  status TEXT NOT NULL,
  stop_date INTEGER,
  redrive_count INTEGER NOT NULL,
  redrive_date INTEGER,
  redrive_requests TEXT,
  wake TEXT,
  due_at INTEGER,
  last_event_id INTEGER NOT NULL,
  input TEXT,
  error TEXT,
  cause TEXT,
  output TEXT,
  snapshot TEXT NOT NULL
);
CREATE INDEX executions_by_arn ON executions (arn_hash);
CREATE INDEX executions_by_date ON executions (listed_under, start_date);
CREATE INDEX executions_by_status ON executions (listed_under, status, start_date);
CREATE INDEX executions_by_version ON executions (listed_under, version_arn, start_date)
  WHERE version_arn IS NOT NULL;
CREATE INDEX executions_by_version_status ON executions (listed_under, version_arn, status, start_date)
  WHERE version_arn IS NOT NULL;
CREATE INDEX executions_by_alias ON executions (listed_under, alias_arn, start_date)
  WHERE alias_arn IS NOT NULL;
CREATE INDEX executions_by_alias_status ON executions (listed_under, alias_arn, status, start_date)
  WHERE alias_arn IS NOT NULL;
CREATE INDEX executions_redriven ON executions (listed_under, start_date) WHERE redrive_count > 0;
CREATE INDEX executions_running ON executions (status) WHERE status = 'RUNNING';
CREATE INDEX executions_due ON executions (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE inputs (execution INTEGER PRIMARY KEY, text TEXT NOT NULL);

CREATE TABLE event_chunks (
  place INTEGER PRIMARY KEY,
  last_id INTEGER NOT NULL,
  text TEXT NOT NULL
);

CREATE TABLE heartbeats (
  execution INTEGER NOT NULL,
  pend INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (execution, pend, attempt)
) WITHOUT ROWID;

CREATE TABLE resources (
  partition TEXT NOT NULL,
  sort TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (partition, sort)
);
PRAGMA user_version = ${FORMAT};
`;

/** Makes the tables in an empty file; refuses a file that a later Stepyard has written. */
export function prepareSchema(connection: Connection, file: string): void {
  const format = Number(connection.prepare('PRAGMA user_version').get([])?.[0]);
  if (format > FORMAT) {
    throw new StoreUnavailable(
      `${file} was written by a newer Stepyard (format ${format}; this one reads up to ${FORMAT}). Update Stepyard.`,
    );
  }
  if (format > 0 && format < FORMAT) {
    throw new StoreUnavailable(
      `${file} was written by a Stepyard before its first release (format ${format}). Move it away to start empty.`,
    );
  }
  if (format === 0) connection.exec(`BEGIN IMMEDIATE; ${TABLES} COMMIT`);
}
