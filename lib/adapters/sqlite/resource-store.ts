import type { ResourceRange, ResourceStore, Stored } from '../../ports/resource-store.ts';
import { sortRange } from '../sort-range.ts';
import { textOf } from './connection.ts';
import type { Row } from './connection.ts';
import type { SqliteDatabase } from './database.ts';
import { createResourceCache } from './resource-cache.ts';

const SELECT = 'SELECT CAST(sort AS BLOB), version, body FROM resources WHERE partition = ?';
const RANGE = 'AND sort >= CAST(? AS TEXT) AND sort < CAST(? AS TEXT)';

function storedOf<T>([sort, version, body]: Row): Stored<T> {
  return { sort: textOf(sort), version: Number(version), body: JSON.parse(textOf(body)) as T };
}

/** Resources in SQLite, one row each, the body as JSON text. */
export function createSqliteResourceStore(database: SqliteDatabase): ResourceStore {
  const { connection } = database;
  const cache = createResourceCache();
  const select = connection.prepare(`${SELECT} AND sort = ?`);
  const insert = connection.prepare('INSERT INTO resources (body, partition, sort, version) VALUES (?, ?, ?, 1)');
  const update = connection.prepare(
    'UPDATE resources SET body = ?, version = version + 1 WHERE partition = ? AND sort = ?',
  );
  const remove = connection.prepare(
    'DELETE FROM resources WHERE partition = ? AND sort = ? AND version = ifnull(?, version)',
  );
  const ascending = connection.prepare(`${SELECT} ${RANGE} ORDER BY sort LIMIT ?`);
  const descending = connection.prepare(`${SELECT} ${RANGE} ORDER BY sort DESC LIMIT ?`);

  function find<T>(partition: string, sort: string): Stored<T> | undefined {
    const row = select.get([partition, sort]);
    return row && storedOf<T>(row);
  }

  return {
    get: <T>(partition: string, sort: string) =>
      database.read(() => {
        const row = cache.get(partition, sort) ?? select.get([partition, sort]);
        if (row === undefined) return undefined;
        cache.keep(partition, sort, row);
        return storedOf<T>(row);
      }),

    async put(partition, sort, body, expected) {
      const text = JSON.stringify(body);
      return database.write(() => {
        const current = find(partition, sort);
        if (expected !== undefined && expected !== (current?.version ?? 0)) return { stored: false, current };
        (current === undefined ? insert : update).run([text, partition, sort]);
        cache.forget(partition, sort);
        return { stored: true };
      });
    },

    delete: (partition, sort, expected) =>
      database.write(() => {
        cache.forget(partition, sort);
        return remove.run([partition, sort, expected ?? null]).changes > 0;
      }),

    list<T>(partition: string, range: ResourceRange) {
      const { low, high } = sortRange(range);
      const statement = range.descending === true ? descending : ascending;
      return database.read(() => statement.all([partition, low, high, range.limit]).map((row) => storedOf<T>(row)));
    },
  };
}
