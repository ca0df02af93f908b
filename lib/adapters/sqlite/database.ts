import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StoreUnavailable } from '../../ports/store-unavailable.ts';
import { connect } from './connection.ts';
import type { Connection } from './connection.ts';
import { storeFailure } from './failure.ts';
import { lockFolder } from './folder-lock.ts';
import { prepareSchema } from './schema.ts';

/** One open database file. Rejections are `StoreUnavailable`. */
export interface SqliteDatabase {
  readonly connection: Connection;
  /**
   * Runs a change in the next transaction and resolves with its result after the commit is on disk. Changes that are
   * queued in quick succession share one transaction; when that fails, none of them has happened and all reject.
   */
  write<T>(change: () => T): Promise<T>;
  /** Runs a query now. It sees what is committed, so also every write whose promise has resolved. */
  read<T>(query: () => T): Promise<T>;
  /** Commits what is queued, then lets go of the file and the folder. */
  close(): Promise<void>;
}

interface QueuedChange {
  /** Applies the change and returns what tells its caller. */
  apply(): () => void;
  reject(reason: unknown): void;
}

/**
 * A transaction waits for the next turn of the event loop as long as each turn brings more changes, but no more than so
 * often. Those who were answered by the last one ask again at once; without the wait they would always miss this one.
 */
const MAX_TURNS = 4;

const SETTINGS = `
PRAGMA busy_timeout = 2000;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA temp_store = MEMORY;
PRAGMA journal_size_limit = 67108864;
`;

/** Opens, or creates, `stepyard.db` in a folder. Throws `StoreUnavailable` when it cannot be used. */
export function openSqlite(directory: string): SqliteDatabase {
  const folder = resolve(directory);
  const file = join(folder, 'stepyard.db');
  let unlock: (() => void) | undefined;
  let connection: Connection | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    unlock = lockFolder(folder);
    connection = connect(file);
    connection.exec(SETTINGS);
    prepareSchema(connection, file);
    return groupCommits(connection, file, unlock);
  } catch (error) {
    connection?.close();
    unlock?.();
    throw openingFailure(error, file);
  }
}

function openingFailure(error: unknown, file: string): unknown {
  const failure = storeFailure(error, file);
  if (failure instanceof StoreUnavailable) return failure;
  const reason = error instanceof Error ? error.message : String(error);
  return new StoreUnavailable(`${file} cannot be opened. Check the folder and its permissions. (${reason})`, {
    cause: error,
  });
}

function groupCommits(connection: Connection, file: string, unlock: () => void): SqliteDatabase {
  const begin = connection.prepare('BEGIN IMMEDIATE');
  const commit = connection.prepare('COMMIT');
  let queue: QueuedChange[] = [];
  let open = true;

  function gather(before: number, turns: number): void {
    if (queue.length > before && turns < MAX_TURNS) setImmediate(gather, queue.length, turns + 1);
    else flush();
  }

  function flush(): void {
    const batch = queue;
    queue = [];
    if (batch.length === 0) return;
    let answers: (() => void)[];
    try {
      begin.run([]);
      answers = batch.map((change) => change.apply());
      commit.run([]);
    } catch (error) {
      // Some failures (a full disk) have already rolled back.
      if (connection.inTransaction) connection.exec('ROLLBACK');
      const failure = storeFailure(error, file);
      for (const change of batch) change.reject(failure);
      return;
    }
    for (const answer of answers) answer();
  }

  function ensureOpen(): void {
    if (!open) throw new StoreUnavailable(`${file} is closed.`);
  }

  return {
    connection,

    async write<T>(change: () => T) {
      ensureOpen();
      return new Promise<T>((resolveWrite, reject) => {
        if (queue.length === 0) setImmediate(gather, 0, 0);
        const apply = () => {
          const result = change();
          return () => resolveWrite(result);
        };
        queue.push({ apply, reject });
      });
    },

    async read(query) {
      ensureOpen();
      try {
        return query();
      } catch (error) {
        throw storeFailure(error, file);
      }
    },

    async close() {
      if (!open) return;
      flush();
      open = false;
      try {
        // The driver keeps the connection while statements live, so the log is emptied here: one file is left to copy.
        connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch {
        // On a full disk the log stays, and is read again at the next opening: nothing is lost.
      }
      connection.close();
      unlock();
    },
  };
}
