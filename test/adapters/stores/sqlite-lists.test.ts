import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../../../lib/adapters/sqlite/connection.ts';
import { openSqlite, type SqliteDatabase } from '../../../lib/adapters/sqlite/database.ts';
import { listStatements } from '../../../lib/adapters/sqlite/execution-list.ts';
import type { ExecutionFilter } from '../../../lib/ports/execution-store.ts';
import { stateMachineArn } from './execution-fixtures.ts';

/** How SQLite finds the page of a filter. */
function planOf(connection: Connection, filter: Omit<ExecutionFilter, 'listedUnder'>, after: boolean): string {
  const statements: string[] = [];
  const spy: Connection = {
    ...connection,
    prepare(sql) {
      statements.push(sql);
      return connection.prepare(sql);
    },
  };
  const cursor = after ? ([{ startDate: 1, executionArn: 'a' }] as const) : [];
  listStatements(spy)({ listedUnder: stateMachineArn, ...filter }, 10, ...cursor);
  const [sql = ''] = statements;
  const bound = Array.from(sql.matchAll(/\?/g), () => null);
  const steps = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(bound);
  return steps.map((step) => String(step[3])).join('; ');
}

const stateMachineVersionArn = `${stateMachineArn}:1`;
const stateMachineAliasArn = `${stateMachineArn}:PROD`;
const status = 'FAILED';

describe('a page of ListExecutions costs the same however many executions there are', () => {
  let folder: string;
  let database: SqliteDatabase;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'stepyard-'));
    database = openSqlite(folder);
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  test.each([
    { filter: {}, index: 'executions_by_date' },
    { filter: { status }, index: 'executions_by_status' },
    { filter: { stateMachineVersionArn }, index: 'executions_by_version' },
    { filter: { stateMachineVersionArn, status }, index: 'executions_by_version_status' },
    { filter: { stateMachineAliasArn }, index: 'executions_by_alias' },
    { filter: { stateMachineAliasArn, status }, index: 'executions_by_alias_status' },
  ] as const)('$filter reads $index from one end and sorts no more than equal dates', ({ filter, index }) => {
    for (const after of [false, true]) {
      const [search = '', sort = ''] = planOf(database.connection, filter, after).split('; ');
      expect(search).toMatch(new RegExp(`^SEARCH executions USING INDEX ${index} \\(listed_under=\\?`));
      expect(search.includes('start_date<?')).toBe(after);
      expect(sort).toBe('USE TEMP B-TREE FOR RIGHT PART OF ORDER BY');
    }
  });
});
