/** Commits to one execution as fast as it can and prints each version after it was acknowledged, until it is killed. */
import { openSqlite } from '../../../lib/adapters/sqlite/database.ts';
import { createSqliteExecutionStore } from '../../../lib/adapters/sqlite/execution-store.ts';
import { events, execution, head, record } from './execution-fixtures.ts';

const store = createSqliteExecutionStore(openSqlite(String(process.argv[2])));
await store.create(execution('killed'), events(1));
for (let version = 2; ; version += 1) {
  await store.commit(record('killed'), version - 1, head(version), events(version));
  process.stdout.write(`${version}\n`);
}
