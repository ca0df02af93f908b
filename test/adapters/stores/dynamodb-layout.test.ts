import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDynamoExecutionStore } from '../../../lib/adapters/dynamodb/execution-store.ts';
import { createDynamoResourceStore } from '../../../lib/adapters/dynamodb/resource-store.ts';
import { startLocalDynamo } from '../../support/servers/dynalite.ts';
import type { LocalDynamo } from '../../support/servers/dynalite.ts';
import { events, execution, executionArn, head, record } from './execution-fixtures.ts';

const DAY_MS = 86_400_000;
const large = randomBytes(400_000).toString('base64');

let dynamo: LocalDynamo;
let now = 1_760_000_200_000;

beforeAll(async () => {
  dynamo = await startLocalDynamo();
});
afterAll(() => dynamo.close());

/** A store as a new process has it: it remembers nothing. */
const newStore = () => createDynamoExecutionStore({ ...dynamo, now: () => now });

/** Sizes of what is packed in the items whose sort key begins with this kind. */
async function sizes(kind: string): Promise<number[]> {
  const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tableName }));
  return Items.filter((item) => Buffer.from(item.sk?.B ?? [])[0] === kind.charCodeAt(0)).map(
    (item) => (item.h ?? item.b)?.B?.length ?? 0,
  );
}

async function items(kind: string): Promise<number> {
  return (await sizes(kind)).length;
}

/** Makes the next request of this kind arrive while its answer is lost; the SDK then sends it again. */
function loseNextAnswer(client: DynamoDBClient, command: string): void {
  let isLost = false;
  client.middlewareStack.add(
    (next, context) => async (request) => {
      const answer = await next(request);
      if (isLost || context.commandName !== `${command}Command`) return answer;
      isLost = true;
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
    },
    { step: 'finalizeRequest', priority: 'low', name: 'loseNextAnswer', override: true },
  );
}

describe('history', () => {
  const text = (version: number) => `${version};`.repeat(500);

  test('moves out of the head as it grows, whoever commits', async () => {
    const stores = [newStore(), newStore()];
    const store = (version: number) => stores[version % 2] as (typeof stores)[number];
    await store(0).create(execution('long'), events(1, text(1)));
    for (let version = 2; version <= 100; version += 1) {
      const committed = await store(version).commit(
        record('long'),
        version - 1,
        head(version),
        events(version, text(version)),
      );
      expect(committed).toEqual({ committed: true });
    }
    expect(await items('H')).toBeGreaterThan(5);
    expect(Math.max(...(await sizes('\0')))).toBeLessThan(2_000);
    const all = Array.from({ length: 100 }, (_, index) => events(index + 1, text(index + 1)));
    expect(await newStore().chunks(executionArn('long'), 1, 200)).toEqual(all);
  });

  test('is not hurt by a late writer that remembers an old head', async () => {
    const zombie = newStore();
    const store = newStore();
    await zombie.create(execution('zombie'), events(1, text(1)));
    for (let version = 2; version <= 12; version += 1) {
      await zombie.commit(record('zombie'), version - 1, head(version), events(version, text(version)));
    }
    for (let version = 13; version <= 60; version += 1) {
      await store.commit(record('zombie'), version - 1, head(version), events(version, text(version)));
    }
    const late = await zombie.commit(record('zombie'), 12, head(13, { nonce: 'late' }), events(13, 'late'));
    expect(late).toMatchObject({ committed: false, current: { head: { version: 60 } } });
    const all = Array.from({ length: 60 }, (_, index) => events(index + 1, text(index + 1)));
    expect(await newStore().chunks(executionArn('zombie'), 1, 200)).toEqual(all);
  });
});

describe('an execution whose retention is over', () => {
  test('is gone before DynamoDB deletes it, and its name can be used again without its history', async () => {
    const stopDate = now;
    const old = execution('reused', { head: { status: 'SUCCEEDED', stopDate } });
    await newStore().create(old, events(1, 'old '.repeat(5_000)));
    await newStore().commit(old.record, 1, head(2, { status: 'SUCCEEDED', stopDate }), events(2, 'old'));
    now = stopDate + 89 * DAY_MS;
    expect(await newStore().get(executionArn('reused'))).toBeDefined();
    now = stopDate + 91 * DAY_MS;
    expect(await newStore().get(executionArn('reused'))).toBeUndefined();
    expect(await newStore().list({ listedUnder: old.record.stateMachineArn, status: 'SUCCEEDED' }, 10)).toEqual([]);
    const reused = execution('reused', { record: { startDate: now } });
    expect(await newStore().create(reused, { firstId: 1, lastId: 9, text: 'new' })).toEqual({ created: true });
    expect(await newStore().chunks(executionArn('reused'), 1, 100)).toEqual([{ firstId: 1, lastId: 9, text: 'new' }]);
    now = stopDate;
  });
});

describe('texts that have items of their own', () => {
  test('leave nothing behind when they are replaced, or when the commit loses', async () => {
    const before = await items('V');
    const store = newStore();
    await store.create(execution('large', { head: { snapshot: large } }), events(1));
    const one = (await items('V')) - before;
    expect(one).toBeGreaterThan(0);
    await store.commit(record('large'), 1, head(2, { snapshot: `${large}2` }), events(2));
    expect(await items('V')).toBe(before + one);
    const loser = newStore();
    await loser.get(executionArn('large'));
    await store.commit(record('large'), 2, head(3), events(3));
    await loser.commit(record('large'), 2, head(3, { nonce: 'late', snapshot: large }), events(3, large));
    expect(await items('V')).toBe(before);
  });

  test('of resources too', async () => {
    const before = await items('V');
    const store = createDynamoResourceStore(dynamo);
    await store.put('machines', 'large', large);
    expect(await items('V')).toBeGreaterThan(before);
    await store.put('machines', 'large', large, 9);
    await store.put('machines', 'large', `${large}2`, 1);
    expect((await store.get('machines', 'large'))?.body).toBe(`${large}2`);
    await store.delete('machines', 'large');
    expect(await items('V')).toBe(before);
  });
});

describe('a request that was carried out while its answer was lost', () => {
  test('has created the execution', async () => {
    loseNextAnswer(dynamo.client, 'PutItem');
    expect(await newStore().create(execution('answer lost'), events(1))).toEqual({ created: true });
  });

  test('has committed', async () => {
    const store = newStore();
    await store.create(execution('commit lost'), events(1));
    loseNextAnswer(dynamo.client, 'PutItem');
    expect(await store.commit(record('commit lost'), 1, head(2), events(2))).toEqual({ committed: true });
    expect(await newStore().chunks(executionArn('commit lost'), 1, 10)).toEqual([events(1), events(2)]);
  });

  test('has stored the resource', async () => {
    loseNextAnswer(dynamo.client, 'UpdateItem');
    expect(await createDynamoResourceStore(dynamo).put('machines', 'lost', 1, 0)).toEqual({ stored: true });
  });

  test.each([undefined, 1])('may have deleted the resource at version %s: nobody can tell', async (expected) => {
    const store = createDynamoResourceStore(dynamo);
    await store.put('machines', 'deleted', 1);
    loseNextAnswer(dynamo.client, 'DeleteItem');
    await expect(store.delete('machines', 'deleted', expected)).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });
});

test('DynamoDB deletes the documents that have a time to be forgotten, with their large texts, and no others', async () => {
  const store = createDynamoResourceStore(dynamo);
  await store.put('kept', 'a', large);
  expect(await timesToLive()).not.toContain(now / 1000);
  await store.put('forgotten', 'a', large, undefined, now);
  const times = await timesToLive();
  expect(times.filter((time) => time === now / 1000).length).toBeGreaterThan(1);
  await store.delete('kept', 'a');
  await store.delete('forgotten', 'a');
});

async function timesToLive(): Promise<number[]> {
  const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tableName }));
  return Items.map((item) => Number(item.ttl?.N));
}

test('a table that does not answer is unavailable, in one line', async () => {
  const store = createDynamoExecutionStore({ ...dynamo, tableName: 'missing' });
  const unavailable = {
    name: 'StoreUnavailable',
    message: expect.stringMatching(/^Table missing did not answer\. \(.*\)$/) as string,
  };
  await expect(store.get('arn')).rejects.toMatchObject(unavailable);
  await expect(store.create(execution('never'), events(1))).rejects.toMatchObject(unavailable);
});
