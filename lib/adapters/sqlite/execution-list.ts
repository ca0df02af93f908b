import type { ExecutionCursor, ExecutionFilter, ExecutionStatus, MapRunChild } from '../../ports/execution-store.ts';
import type { ExecutionSummary } from '../../ports/execution-summary.ts';
import { textOf } from './connection.ts';
import type { Connection, Row, SqlValue, Statement } from './connection.ts';
import { memberOf } from './optional-member.ts';

type ListExecutions = (filter: ExecutionFilter, limit: number, after?: ExecutionCursor) => readonly ExecutionSummary[];

/** What `summaryOf` reads, in its order. */
const SELECT_SUMMARY = `SELECT
  arn, state_machine_arn, version_arn, alias_arn, name, status, start_date, stop_date, redrive_count, redrive_date,
  map_run
  FROM executions`;

/** Newest first. Each combination of filters is prepared once. */
export function listStatements(connection: Connection): ListExecutions {
  const prepared = new Map<string, Statement>();

  return (filter, limit, after) => {
    const conditions: readonly [string, ...(SqlValue | undefined)[]][] = [
      ['listed_under = ?', filter.listedUnder],
      ['status = ?', filter.status],
      ['version_arn = ?', filter.stateMachineVersionArn],
      ['alias_arn = ?', filter.stateMachineAliasArn],
      ['(start_date, arn) < (?, ?)', after?.startDate, after?.executionArn],
    ];
    const values: SqlValue[] = [];
    const { redriven } = filter;
    // Not bound, so that the index of what was redriven can be used.
    const wanted = redriven === undefined ? [] : [redriven ? 'redrive_count > 0' : 'redrive_count = 0'];
    for (const [condition, ...bound] of conditions) {
      const given = bound.filter((value) => value !== undefined);
      if (given.length === 0) continue;
      wanted.push(condition);
      values.push(...given);
    }
    const sql = `${SELECT_SUMMARY} WHERE ${wanted.join(' AND ')} ORDER BY start_date DESC, arn DESC LIMIT ?`;
    const statement = prepared.get(sql) ?? connection.prepare(sql);
    prepared.set(sql, statement);
    return statement.all([...values, limit]).map(summaryOf);
  };
}

function summaryOf(row: Row): ExecutionSummary {
  return {
    executionArn: textOf(row[0]),
    stateMachineArn: textOf(row[1]),
    ...memberOf(row, 2, 'stateMachineVersionArn', textOf),
    ...memberOf(row, 3, 'stateMachineAliasArn', textOf),
    name: textOf(row[4]),
    status: textOf(row[5]) as ExecutionStatus,
    startDate: Number(row[6]),
    ...memberOf(row, 7, 'stopDate', Number),
    redriveCount: Number(row[8]),
    ...memberOf(row, 9, 'redriveDate', Number),
    ...memberOf(row, 10, 'mapRun', (value) => JSON.parse(textOf(value)) as MapRunChild),
  };
}
