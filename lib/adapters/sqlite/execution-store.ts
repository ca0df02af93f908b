import type { Execution, ExecutionStore } from '../../ports/execution-store.ts';
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
  const select = connection.prepare(`${SELECT_EXECUTION} WHERE arn = ?`);
  const insert = connection.prepare(
    `INSERT INTO executions (${RECORD_COLUMNS}, ${HEAD_COLUMNS})
     VALUES (${placeholders(RECORD_COLUMNS)}, ${placeholders(HEAD_COLUMNS)}) ON CONFLICT (arn) DO NOTHING RETURNING id`,
  );
  const insertInput = connection.prepare('INSERT INTO inputs (execution, text) VALUES (?, ?)');
  const update = connection.prepare(
    `UPDATE executions SET ${assignments(HEAD_COLUMNS)} WHERE arn = ? AND version = ? RETURNING id`,
  );
  const selectId = connection.prepare('SELECT id FROM executions WHERE arn = ?');
  const eventChunks = chunkStatements(connection);
  const running = connection.prepare(
    `SELECT arn FROM executions WHERE status = 'RUNNING' AND arn > ? ORDER BY arn LIMIT ?`,
  );
  const due = connection.prepare('SELECT arn FROM executions WHERE due_at < ? ORDER BY due_at LIMIT ?');
  const putHeartbeat = connection.prepare(
    `INSERT INTO heartbeats (execution, pend, attempt, at) SELECT id, ?, ?, ? FROM executions WHERE arn = ?
     ON CONFLICT (execution, pend, attempt) DO UPDATE SET at = max(at, excluded.at)`,
  );
  const heartbeats = connection.prepare(
    'SELECT pend, attempt, at FROM heartbeats WHERE execution = (SELECT id FROM executions WHERE arn = ?)',
  );
  const list = listStatements(connection);

  function current(executionArn: string): Execution | undefined {
    const row = select.get([executionArn]);
    return row && executionOf(row);
  }

  return {
    create: ({ record, head }, events) =>
      database.write(() => {
        const id = insert.get([...recordValues(record), ...headValues(head)])?.[0];
        if (id === undefined) return { created: false, existing: current(record.executionArn) as Execution };
        if (!isShort(record.input)) insertInput.run([id, record.input]);
        eventChunks.append(id, events);
        return { created: true };
      }),

    get: (executionArn) => database.read(() => current(executionArn)),

    commit: ({ executionArn }, expected, head, events) =>
      database.write(() => {
        const id = update.get([...headValues(head), executionArn, expected])?.[0];
        if (id === undefined) return { committed: false, current: current(executionArn) };
        if (events !== undefined) eventChunks.append(id, events);
        return { committed: true };
      }),

    chunks: (executionArn, fromId, toId) =>
      database.read(() => {
        const id = selectId.get([executionArn])?.[0];
        return id === undefined ? [] : eventChunks.read(id, fromId, toId);
      }),

    list: (filter, limit, after) => database.read(() => list(filter, limit, after)),

    running: (limit, after = '') => database.read(() => running.all([after, limit]).map((row) => textOf(row[0]))),

    dueBefore: (time, limit) => database.read(() => due.all([time, limit]).map((row) => textOf(row[0]))),

    putHeartbeat: (executionArn, { pend, attempt, at }) =>
      database.write(() => {
        putHeartbeat.run([pend, attempt, at, executionArn]);
      }),

    heartbeats: (executionArn) =>
      database.read(() =>
        heartbeats.all([executionArn]).map(([pend, attempt, at]) => ({
          pend: Number(pend),
          attempt: Number(attempt),
          at: Number(at),
        })),
      ),
  };
}
