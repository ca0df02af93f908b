import type { ExecutionRetention } from '../../ports/execution-retention.ts';
import { chunkStatements } from './chunk-statements.ts';
import { textOf } from './connection.ts';
import type { SqliteDatabase } from './database.ts';

/** Rows looked at in one transaction: few enough that nobody notices. */
const BATCH = 100;

const TABLES_OF_PARTS = ['inputs', 'heartbeats'];

/**
 * Forgets by the order in which executions were started, which is that of their ids: where nothing is old enough the
 * first row says so, and no index is needed.
 */
export function createSqliteRetention(database: SqliteDatabase): ExecutionRetention {
  const { connection } = database;
  const oldest = connection.prepare(
    `SELECT id, arn, start_date, ifnull(stop_date, start_date), status IN ('RUNNING', 'PENDING_REDRIVE')
     FROM executions WHERE id > ? ORDER BY id LIMIT ?`,
  );
  const chunks = chunkStatements(connection);
  const deletions = [
    ...TABLES_OF_PARTS.map((table) => connection.prepare(`DELETE FROM ${table} WHERE execution = ?`)),
    connection.prepare('DELETE FROM executions WHERE id = ?'),
  ];

  return {
    forgetEnded: (before, from = 0) =>
      database.write(() => {
        const executionArns: string[] = [];
        const rows = oldest.all([from, BATCH]);
        for (const [id, arn, startDate, stopDate, isOpen] of rows) {
          if (Number(startDate) >= before) return { executionArns };
          if (Number(isOpen) === 1 || Number(stopDate) >= before) continue;
          chunks.remove(id ?? null);
          for (const deletion of deletions) deletion.run([id ?? null]);
          executionArns.push(textOf(arn));
        }
        const last = rows[BATCH - 1]?.[0];
        return { executionArns, ...(last === undefined ? {} : { next: Number(last) }) };
      }),
  };
}
