import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../../lib/adapters/sqlite/database.ts';
import type { SqliteDatabase } from '../../../lib/adapters/sqlite/database.ts';
import { createSqliteExecutionStore } from '../../../lib/adapters/sqlite/execution-store.ts';
import { createSqliteResourceStore } from '../../../lib/adapters/sqlite/resource-store.ts';
import { describeExecutionStore } from './execution-store.contract.ts';
import { describeResourceStore } from './resource-store.contract.ts';

/** A store in a temporary folder that goes with it. */
async function inFolder<S>(create: (database: SqliteDatabase) => S): Promise<{ store: S; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'stepyard-'));
  const database = openSqlite(folder);
  const close = async () => {
    await database.close();
    await rm(folder, { recursive: true });
  };
  return { store: create(database), close };
}

describeExecutionStore('SQLite', () => inFolder(createSqliteExecutionStore));
describeResourceStore('SQLite', () => inFolder(createSqliteResourceStore));
