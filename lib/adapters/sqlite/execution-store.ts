import type { Execution, ExecutionStore } from '../../ports/execution-store.ts';
import { arnValues, BY_ARN } from './arn-hash.ts';
import { chunkStatements } from './chunk-statements.ts';
import { textOf } from './connection.ts';
import type { SqliteDatabase } from './database.ts';
import { listStatements } from './execution-list.ts';
import {
  executionOf,
  HEAD_COLUMNS,
  headValues,
  isShort,
  RECORD_COLUMNS,
  recordValues,
  SELECT_EXECUTION,
} from './execution-row.ts';

const placeholders = (columns: string): string => columns.replace(/\w+/g, '?');
const assignments = (columns: string): string => columns.replace(/\w+/g, (column) => `${column} = ?`);

/** Executions in SQLite: one row each, which every commit rewrites, and one row per chunk of events. */
export function createSqliteExecutionStore(database: SqliteDatabase): ExecutionStore {
  const { connection } = database;
  const select = connection.prepare(`${SELECT_EXECUTION} WHERE ${BY_ARN}`);
  const insert = connection.prepare(
    `INSERT INTO executions (${RECORD_COLUMNS}, ${HEAD_COLUMNS})
     SELECT ${placeholders(RECORD_COLUMNS)}, ${placeholders(HEAD_COLUMNS)}
     WHERE NOT EXISTS (SELECT 1 FROM executions WHERE ${BY_ARN}) RETURNING id`,
  );
  const insertInput = connection.prepare('INSERT INTO inputs (execution, text) VALUES (?, ?)');
  const update = connection.prepare(
    `UPDATE executions SET ${assignments(HEAD_COLUMNS)} WHERE ${BY_ARN} AND version = ? RETURNING id`,
  );
  const selectId = connection.prepare(`SELECT id FROM executions WHERE ${BY_ARN}`);
  const eventChunks = chunkStatements(connection);
  const running = connection.prepare(
    `SELECT arn FROM executions
     WHERE status = 'RUNNING' AND id > ifnull((SELECT id FROM executions WHERE ${BY_ARN}), 0) ORDER BY id LIMIT ?`,
  );
  const due = connection.prepare('SELECT arn FROM executions WHERE due_at < ? ORDER BY due_at LIMIT ?');
  const putHeartbeat = connection.prepare(
    `INSERT INTO heartbeats (execution, pend, attempt, at) SELECT id, ?, ?, ? FROM executions WHERE ${BY_ARN}
     ON CONFLICT (execution, pend, attempt) DO UPDATE SET at = max(at, excluded.at)`,
  );
  const heartbeats = connection.prepare(
    `SELECT pend, attempt, at FROM heartbeats WHERE execution = (SELECT id FROM executions WHERE ${BY_ARN})`,
  );
  const list = listStatements(connection);

  function current(executionArn: string): Execution | undefined {
    const row = select.get(arnValues(executionArn));
    return row && executionOf(row);
  }

  return {
    create: ({ record, head }, events) =>
      database.write(() => {
        const id = insert.get([...recordValues(record), ...headValues(head), ...arnValues(record.executionArn)])?.[0];
        if (id === undefined) return { created: false, existing: current(record.executionArn) as Execution };
        if (!isShort(record.input)) insertInput.run([id, record.input]);
        eventChunks.append(id, events);
        return { created: true };
      }),

    get: (executionArn) => database.read(() => current(executionArn)),

    commit: ({ executionArn }, expected, head, events) =>
      database.write(() => {
        const id = update.get([...headValues(head), ...arnValues(executionArn), expected])?.[0];
        if (id === undefined) return { committed: false, current: current(executionArn) };
        if (events !== undefined) eventChunks.append(id, events);
        return { committed: true };
      }),

    chunks: (executionArn, fromId, toId) =>
      database.read(() => {
        const id = selectId.get(arnValues(executionArn))?.[0];
        return id === undefined ? [] : eventChunks.read(id, fromId, toId);
      }),

    list: (filter, limit, after) => database.read(() => list(filter, limit, after)),

    running: (limit, after = '') =>
      database.read(() => running.all([...arnValues(after), limit]).map((row) => textOf(row[0]))),

    dueBefore: (time, limit) => database.read(() => due.all([time, limit]).map((row) => textOf(row[0]))),

    putHeartbeat: (executionArn, { pend, attempt, at }) =>
      database.write(() => {
        putHeartbeat.run([pend, attempt, at, ...arnValues(executionArn)]);
      }),

    heartbeats: (executionArn) =>
      database.read(() =>
        heartbeats.all(arnValues(executionArn)).map(([pend, attempt, at]) => ({
          pend: Number(pend),
          attempt: Number(attempt),
          at: Number(at),
        })),
      ),
  };
}
