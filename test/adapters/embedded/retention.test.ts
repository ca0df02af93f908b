import { expect, test } from 'vitest';
import { forgetHourly } from '../../../lib/adapters/embedded/retention.ts';
import { openStores } from '../../../lib/adapters/embedded/stores.ts';
import { MAP_RUN_SORT, mapRunListPartition, mapRunPartition } from '../../../lib/ports/map-run.ts';
import { createManualClock } from '../queues/manual-clock.ts';
import { events, execution, executionArn, head } from '../stores/execution-fixtures.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

async function createKeeper() {
  const clock = createManualClock();
  const stores = await openStores(undefined);
  const closing = new AbortController();
  const reported: unknown[] = [];
  const run = (retention = stores.retention) =>
    forgetHourly({
      ...stores,
      retention,
      clock,
      closing: closing.signal,
      report: (error) => reported.push(error),
    });
  const end = async (name: string) => {
    const created = execution(name, { record: { startDate: clock.now() } });
    await stores.executions.create(created, events(1));
    const stopDate = clock.now();
    await stores.executions.commit(created.record, 1, head(2, { status: 'SUCCEEDED', stopDate }), events(2));
  };
  const isThere = async (name: string) => (await stores.executions.get(executionArn(name))) !== undefined;
  return { clock, closing, end, isThere, reported, run, stores };
}

test('what ended 90 days ago is forgotten at the start, what gets so old later within the hour', async () => {
  const { clock, closing, end, isThere, run } = await createKeeper();
  await end('first');
  await clock.pass(DAY_MS);
  await end('second');
  await clock.pass(89 * DAY_MS);
  const done = run();
  await clock.pass(1);
  expect([await isThere('first'), await isThere('second')]).toEqual([true, true]);
  await clock.pass(HOUR_MS);
  expect([await isThere('first'), await isThere('second')]).toEqual([false, true]);
  await clock.pass(DAY_MS);
  expect(await isThere('second')).toBe(false);
  closing.abort();
  await done;
});

test('the map runs of a forgotten execution go with it, however many', async () => {
  const { clock, closing, end, run, stores } = await createKeeper();
  await end('parent');
  const list = mapRunListPartition(executionArn('parent'));
  const names = Array.from({ length: 250 }, (_, nth) => `m${nth}`);
  for (const mapRunArn of names) {
    await stores.resources.put(list, mapRunArn, { mapRunArn });
    await stores.resources.put(mapRunPartition(mapRunArn), MAP_RUN_SORT, {});
  }
  await clock.pass(91 * DAY_MS);
  const done = run();
  await clock.pass(1);
  expect(await stores.resources.list(list, { limit: 10 })).toEqual([]);
  for (const name of names) expect(await stores.resources.get(mapRunPartition(name), MAP_RUN_SORT)).toBeUndefined();
  closing.abort();
  await done;
});

test('a store that fails is reported, and asked again an hour later', async () => {
  const { clock, closing, reported, run } = await createKeeper();
  const done = run({ forgetEnded: () => Promise.reject(new Error('no')) });
  await clock.pass(1);
  expect(reported).toHaveLength(1);
  await clock.pass(HOUR_MS);
  expect(reported).toHaveLength(2);
  closing.abort();
  await done;
});
