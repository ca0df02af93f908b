import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { arnHash } from '../../../lib/adapters/sqlite/arn-hash.ts';
import { openSqlite, type SqliteDatabase } from '../../../lib/adapters/sqlite/database.ts';
import { createSqliteExecutionStore } from '../../../lib/adapters/sqlite/execution-store.ts';
import { events, execution, executionArn, head, record } from './execution-fixtures.ts';

describe('two executions whose ARNs share a hash', () => {
  const [one, other] = ['n122789', 'n339192'];
  let folder: string;
  let database: SqliteDatabase;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stepyard-'));
    database = openSqlite(folder);
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  test('are two executions all the same', async () => {
    expect(arnHash(executionArn(one))).toBe(arnHash(executionArn(other)));
    const store = createSqliteExecutionStore(database);
    for (const name of [one, other]) {
      expect(await store.create(execution(name), events(1, name))).toEqual({ created: true });
    }
    expect(await store.create(execution(other), events(1))).toMatchObject({
      created: false,
      existing: { record: { name: other } },
    });

    await store.commit(record(other), 1, head(2, { status: 'SUCCEEDED' }), events(2));
    expect((await store.get(executionArn(one)))?.head.version).toBe(1);
    expect((await store.get(executionArn(other)))?.head.version).toBe(2);
    expect((await store.chunks(executionArn(one), 1, 9)).map(({ text }) => text)).toEqual([one]);
    expect(await store.running(10)).toEqual([executionArn(one)]);

    await store.putHeartbeat(executionArn(other), { pend: 1, attempt: 1, at: 5 });
    expect(await store.heartbeats(executionArn(one))).toEqual([]);
  });
});
