import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamoResourceStore } from '../../../lib/adapters/dynamodb/resource-store.ts';
import { NO_COUNTS } from '../../../lib/engine/map-run/tally.ts';
import { readMapRun, writeMapRun } from '../../../lib/engine/map-run/stored-map-run.ts';
import { MAP_RUN_SORT, mapRunPartition, type MapRun } from '../../../lib/ports/map-run.ts';
import type { ResourceStore } from '../../../lib/ports/resource-store.ts';
import { startLocalDynamo } from '../../support/servers/dynalite.ts';

const mapRunArn = 'arn:aws:states:us-east-1:123456789012:mapRun:m/Each:6dbfba93-bcff-410b-9b5c-abf41ae9eddb';
/** As many child executions as may run at once, no two of them next to each other. */
const scattered = Array.from({ length: 10_000 }, (_, nth) => {
  const index = 90_000_000 + nth * 997 + (nth % 7);
  return [index, index] as const;
});

const run: MapRun = {
  mapRunArn,
  executionArn: 'arn:aws:states:us-east-1:123456789012:execution:m:e',
  pend: 1,
  attempt: 0,
  stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:m/Each',
  executionType: 'STANDARD',
  status: 'RUNNING',
  startDate: 1_760_000_200_000,
  redriveCount: 0,
  maxConcurrency: 0,
  isBatched: false,
  next: 100_000_000,
  itemsRead: 100_000_000,
  exhausted: true,
  running: scattered,
  toRedrive: scattered,
  executionCounts: NO_COUNTS,
  itemCounts: NO_COUNTS,
};

let store: ResourceStore;
let close: () => Promise<void>;
beforeAll(async () => {
  const dynamo = await startLocalDynamo();
  store = createDynamoResourceStore(dynamo);
  close = () => dynamo.close();
});
afterAll(() => close());

test('a map run with as many running children as there may be fits into DynamoDB, and so does its result', async () => {
  await store.put(mapRunPartition(mapRunArn), MAP_RUN_SORT, run, 0);
  const stored = await readMapRun(store, mapRunArn);
  expect(stored?.body).toEqual(run);
  if (!stored) return;
  const output = JSON.stringify(Array.from({ length: 20_000 }, (_, nth) => Math.sin(nth) * 1e9)).slice(0, 262_000);
  expect(await writeMapRun(store, stored, { ...run, output })).toMatchObject({ version: 2 });
  expect((await readMapRun(store, mapRunArn))?.body.output).toBe(output);
});
