import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStores } from '../../../lib/adapters/embedded/stores.ts';
import type { ExecutionStatus } from '../../../lib/ports/execution-store.ts';
import { events, execution, executionArn, head, record, stateMachineArn } from './execution-fixtures.ts';

/** Both kinds of stores that keep everything until they are told to forget. */
async function open(kind: string) {
  const folder = kind === 'SQLite' ? await mkdtemp(join(tmpdir(), 'stepyard-retention-')) : undefined;
  const stores = await openStores(folder);
  const close = async () => {
    await stores.close();
    if (folder !== undefined) await rm(folder, { recursive: true });
  };
  const { executions, retention } = stores;
  const ended = async (name: string, startDate: number, stopDate: number, status: ExecutionStatus = 'SUCCEEDED') => {
    const created = execution(name, { record: { startDate } });
    await executions.create(created, events(1));
    await executions.commit(created.record, 1, head(2, { status, stopDate }), events(2));
  };
  const forgotten = async (before: number) => {
    const arns: string[] = [];
    for (let next: number | undefined = 0; next !== undefined;) {
      const batch = await retention.forgetEnded(before, next);
      arns.push(...batch.executionArns);
      next = batch.next;
    }
    return arns.toSorted();
  };
  const there = async (...names: string[]) => {
    const found = await Promise.all(names.map((name) => executions.get(executionArn(name))));
    return names.filter((_, place) => found[place] !== undefined);
  };
  return { close, ended, executions, forgotten, there };
}

describe.each(['SQLite', 'memory'])('executions in %s', (kind) => {
  test('are forgotten when they ended before a time, with all that is theirs', async () => {
    const { close, ended, executions, forgotten, there } = await open(kind);
    await ended('old', 1_000, 2_000);
    await executions.putHeartbeat(executionArn('old'), { pend: 1, attempt: 1, at: 5 });
    await ended('failed', 1_000, 4_999, 'FAILED');
    await ended('late', 1_500, 5_000);
    await ended('new', 6_000, 7_000);
    expect(await forgotten(5_000)).toEqual([executionArn('failed'), executionArn('old')]);
    expect(await there('old', 'failed', 'late', 'new')).toEqual(['late', 'new']);
    expect(await executions.chunks(executionArn('old'), 1, 100)).toEqual([]);
    expect(await executions.heartbeats(executionArn('old'))).toEqual([]);
    const listed = await executions.list({ listedUnder: stateMachineArn }, 10);
    expect(listed.map(({ name }) => name)).toEqual(['new', 'late']);
    const succeeded = await executions.list({ listedUnder: stateMachineArn, status: 'SUCCEEDED' }, 10);
    expect(succeeded.map(({ name }) => name)).toEqual(['new', 'late']);
    await close();
  });

  test('stay while they run, however long, and those behind them go', async () => {
    const { close, ended, executions, forgotten } = await open(kind);
    await executions.create(execution('running', { record: { startDate: 1 } }), events(1));
    await ended('pending', 1, 2, 'PENDING_REDRIVE');
    await ended('old', 3, 4);
    expect(await forgotten(1_000_000)).toEqual([executionArn('old')]);
    await close();
  });

  test('give their names free', async () => {
    const { close, ended, executions, forgotten } = await open(kind);
    await ended('name', 1_000, 2_000);
    const again = execution('name', { record: { startDate: 9_000 } });
    expect(await executions.create(again, events(1))).toMatchObject({ created: false });
    await forgotten(5_000);
    expect(await executions.create(again, events(1, 'new events'))).toEqual({ created: true });
    expect(await executions.chunks(record('name').executionArn, 1, 10)).toEqual([events(1, 'new events')]);
    await close();
  });

  test('go in batches', async () => {
    const { close, ended, forgotten } = await open(kind);
    await Promise.all(Array.from({ length: 350 }, (_, index) => ended(`n${index}`, 1_000 + index, 2_000)));
    expect(await forgotten(5_000)).toHaveLength(350);
    expect(await forgotten(5_000)).toEqual([]);
    await close();
  });
});
