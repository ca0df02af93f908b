import type { ExecutionCursor, ExecutionFilter } from '../../ports/execution-store.ts';
import type { Connection, Row, SqlValue, Statement } from './connection.ts';
import { SELECT_EXECUTION } from './execution-row.ts';

type ListExecutions = (filter: ExecutionFilter, limit: number, after?: ExecutionCursor) => readonly Row[];

/** Rows of `SELECT_EXECUTION`, newest first. Each combination of filters is prepared once. */
export function listStatements(connection: Connection): ListExecutions {
  const prepared = new Map<string, Statement>();

  return (filter, limit, after) => {
    const conditions: readonly [string, ...(SqlValue | undefined)[]][] = [
      ['state_machine_arn = ?', filter.stateMachineArn],
      ['status = ?', filter.status],
      ['version_arn = ?', filter.stateMachineVersionArn],
      ['alias_arn = ?', filter.stateMachineAliasArn],
      ['(start_date, arn) < (?, ?)', after?.startDate, after?.executionArn],
    ];
    const values: SqlValue[] = [];
    const wanted: string[] = [];
    for (const [condition, ...bound] of conditions) {
      const given = bound.filter((value) => value !== undefined);
      if (given.length === 0) continue;
      wanted.push(condition);
      values.push(...given);
    }
    const sql = `${SELECT_EXECUTION} WHERE ${wanted.join(' AND ')} ORDER BY start_date DESC, arn DESC LIMIT ?`;
    const statement = prepared.get(sql) ?? connection.prepare(sql);
    prepared.set(sql, statement);
    return statement.all([...values, limit]);
  };
}
