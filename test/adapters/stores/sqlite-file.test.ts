import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '../../../lib/adapters/sqlite/database.ts';
import type { SqliteDatabase } from '../../../lib/adapters/sqlite/database.ts';
import { createSqliteExecutionStore } from '../../../lib/adapters/sqlite/execution-store.ts';
import { createSqliteResourceStore } from '../../../lib/adapters/sqlite/resource-store.ts';
import { StoreUnavailable } from '../../../lib/ports/store-unavailable.ts';
import { events, execution, executionArn, head, record } from './execution-fixtures.ts';

let folder: string;
let database: SqliteDatabase | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stepyard-'));
});
afterEach(async () => {
  await database?.close();
  database = undefined;
  rmSync(folder, { recursive: true });
});

function open(): SqliteDatabase {
  database = openSqlite(folder);
  return database;
}

/** The one line that a person sees when the folder cannot be opened. */
function refusal(): string {
  try {
    open();
  } catch (error) {
    expect(error).toBeInstanceOf(StoreUnavailable);
    const { message } = error as Error;
    expect(message).not.toContain('\n');
    return message;
  }
  throw new Error('the folder was opened');
}

describe('the data folder', () => {
  test('is created with its parents, and holds one file after closing', async () => {
    folder = join(folder, 'a', 'b');
    await createSqliteExecutionStore(open()).create(execution('one'), events(1));
    await database?.close();
    expect(existsSync(join(folder, 'stepyard.db'))).toBe(true);
    for (const file of readdirSync(folder)) {
      if (file !== 'stepyard.db' && !file.endsWith('-shm')) expect(statSync(join(folder, file)).size).toBe(0);
    }
    folder = join(folder, '..', '..');
  });

  test('keeps everything from one opening to the next', async () => {
    const first = open();
    await createSqliteExecutionStore(first).create(execution('kept'), events(1));
    await createSqliteResourceStore(first).put('machines', 'a', { kept: true });
    await first.close();
    const again = open();
    expect(await createSqliteExecutionStore(again).get(executionArn('kept'))).toEqual(execution('kept'));
    expect((await createSqliteResourceStore(again).get('machines', 'a'))?.body).toEqual({ kept: true });
  });

  test('is used by one Stepyard at a time, and free again after it closed', async () => {
    const first = open();
    expect(refusal()).toContain(`Another Stepyard is using ${folder}`);
    expect(await createSqliteExecutionStore(first).get(executionArn('still works'))).toBeUndefined();
    await first.close();
    expect(() => open()).not.toThrow();
  });

  test('written by a newer Stepyard is refused', async () => {
    const first = open();
    first.connection.exec('PRAGMA user_version = 99');
    await first.close();
    expect(refusal()).toContain('newer Stepyard (format 99');
  });

  test('of a format that was never released is refused', async () => {
    const first = open();
    first.connection.exec('PRAGMA user_version = 1');
    await first.close();
    expect(refusal()).toContain('before its first release (format 1). Move it away');
  });

  test('that is a file is refused', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => openSqlite(file)).toThrow(StoreUnavailable);
  });

  test('with another kind of file in the place of the database is refused', () => {
    writeFileSync(join(folder, 'stepyard.db'), 'Dear diary, '.repeat(1000));
    expect(refusal()).toContain('stepyard.db is not a Stepyard database');
    expect(refusal()).not.toContain('Another Stepyard');
  });
});

describe('a process that is killed', () => {
  test('loses nothing that was acknowledged, and leaves the folder free', async () => {
    const writer = fileURLToPath(new URL('./sqlite-writer.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', writer, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    let acknowledged = 0;
    lines.on('line', (line) => {
      acknowledged = Number(line);
      if (acknowledged === 200) {
        expect(refusal()).toContain('Another Stepyard');
        child.kill('SIGKILL');
      }
    });
    await once(lines, 'close');

    const store = createSqliteExecutionStore(open());
    const version = (await store.get(executionArn('killed')))?.head.version ?? 0;
    expect(acknowledged).toBeGreaterThanOrEqual(200);
    expect(version).toBeGreaterThanOrEqual(acknowledged);
    const chunks = await store.chunks(executionArn('killed'), 1, 1_000_000);
    expect(chunks).toEqual(Array.from({ length: version }, (_, index) => events(index + 1)));
  });
});

describe('a full disk', () => {
  test('rejects every write of the transaction, leaves nothing half written, and passes', async () => {
    const opened = open();
    const { connection } = opened;
    const store = createSqliteExecutionStore(opened);
    await store.create(execution('small'), events(1));
    connection.exec('PRAGMA max_page_count = 1');
    const results = await Promise.allSettled([
      store.commit(record('small'), 1, head(2), events(2)),
      store.create(execution('large'), events(1, 'x'.repeat(1_000_000))),
    ]);
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { name: 'StoreUnavailable' } });
      expect(String((result as PromiseRejectedResult).reason)).toMatch(/The disk is full, .*stepyard\.db cannot grow/);
    }
    expect(await store.get(executionArn('large'))).toBeUndefined();
    expect(await store.get(executionArn('small'))).toEqual(execution('small'));
    expect(await store.chunks(executionArn('small'), 1, 100)).toEqual([events(1)]);

    connection.exec('PRAGMA max_page_count = 100000');
    expect(await store.commit(record('small'), 1, head(2), events(2))).toEqual({ committed: true });
    expect(await store.create(execution('large'), events(1))).toEqual({ created: true });
  });
});

test('what a full disk refused is never written in the place of something else', async () => {
  const opened = open();
  const { connection } = opened;
  const store = createSqliteExecutionStore(opened);
  await store.create(execution('refused'), events(1));
  await store.create(execution('written'), events(1));
  connection.exec('PRAGMA max_page_count = 1');
  const long = { ...head(2), snapshot: 'x'.repeat(1_000_000) };
  await expect(store.commit(record('refused'), 1, long, events(2))).rejects.toThrow('The disk is full');
  await expect(store.create(execution('too many'), events(1, 'x'.repeat(1_000_000)))).rejects.toThrow(
    'The disk is full',
  );

  connection.exec('PRAGMA max_page_count = 100000');
  expect(await store.commit(record('written'), 1, head(2), events(2))).toEqual({ committed: true });
  expect(await store.create(execution('new'), events(1))).toEqual({ created: true });
  expect(await store.get(executionArn('refused'))).toEqual(execution('refused'));
  expect(await store.chunks(executionArn('refused'), 1, 100)).toEqual([events(1)]);
  expect(await store.get(executionArn('written'))).toEqual({ record: record('written'), head: head(2) });
  expect(await store.chunks(executionArn('written'), 1, 100)).toEqual([events(1), events(2)]);
  expect(await store.get(executionArn('too many'))).toBeUndefined();
});

test('a document that a full disk could not replace is read as it was', async () => {
  const opened = open();
  const store = createSqliteResourceStore(opened);
  await store.put('machines', 'a', { kept: 1 });
  expect((await store.get('machines', 'a'))?.body).toEqual({ kept: 1 });
  opened.connection.exec('PRAGMA max_page_count = 1');
  await expect(store.put('machines', 'a', { lost: 'x'.repeat(100_000) })).rejects.toThrow('The disk is full');
  expect((await store.get('machines', 'a'))?.body).toEqual({ kept: 1 });
  opened.connection.exec('PRAGMA max_page_count = 100000');
  await store.put('machines', 'a', { kept: 2 });
  expect(await store.get('machines', 'a')).toEqual({ sort: 'a', version: 2, body: { kept: 2 } });
});

describe('a damaged file', () => {
  test('is reported as such, by reads and by writes', async () => {
    const first = createSqliteExecutionStore(open());
    for (let index = 0; index < 200; index += 1) {
      await first.create(execution(`execution ${index}`), events(1, 'x'.repeat(500)));
    }
    await database?.close();
    const file = join(folder, 'stepyard.db');
    const handle = openSync(file, 'r+');
    for (let place = 8_192; place < statSync(file).size; place += 4_096)
      writeSync(handle, 'garbage'.repeat(500), place);

    const store = createSqliteExecutionStore(open());
    const damaged = { name: 'StoreUnavailable', message: expect.stringContaining('stepyard.db is damaged') as string };
    await expect(store.get(executionArn('execution 7'))).rejects.toMatchObject(damaged);
    await expect(store.create(execution('new'), events(1))).rejects.toMatchObject(damaged);
    await expect(store.list({ listedUnder: record('x').stateMachineArn }, 10)).rejects.toMatchObject(damaged);
  });
});

test('a closed database says so', async () => {
  const store = createSqliteExecutionStore(open());
  const queued = store.create(execution('queued'), events(1));
  await database?.close();
  expect(await queued).toEqual({ created: true });
  await expect(store.get(executionArn('queued'))).rejects.toThrow('stepyard.db is closed.');
  await expect(store.create(execution('late'), events(1))).rejects.toThrow(StoreUnavailable);
});
