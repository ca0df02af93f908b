import { describe, expect, test } from 'vitest';
import type { HistoryEventText } from '../../lib/engine/history-codec.ts';
import { arnOf, createTestApi } from './harness.ts';

const EXECUTION = arnOf('execution:m:e');

/** An execution with a history of `count` events, each with an input of `chars` characters. */
async function withEvents(count: number, chars = 2, limits = {}) {
  const api = createTestApi({ limits });
  await api.machine('m');
  await api.ok('StartExecution', { stateMachineArn: arnOf('stateMachine:m'), name: 'e' });
  api.engine.events = Array.from({ length: count }, (_, index): HistoryEventText => ({
    id: index + 1,
    previousEventId: index,
    timestamp: 1_700_000_000_123 + index,
    type: 'PassStateEntered',
    detailsMember: 'stateEnteredEventDetails',
    details: JSON.stringify({ name: 'P', input: 'x'.repeat(chars), inputDetails: { truncated: false } }),
  }));
  await api.engine.finish(EXECUTION, { status: 'SUCCEEDED', output: '1', lastEventId: count });
  const page = async (members: object = {}) => {
    const answer = await api.ok('GetExecutionHistory', { executionArn: EXECUTION, ...members });
    const ids = (answer.events as { id: number }[]).map(({ id }) => id);
    return { ...answer, ids, nextToken: answer.nextToken };
  };
  return { ...api, page };
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => from + index * Math.sign(to - from));

describe('GetExecutionHistory', () => {
  test('answers the events with their details', async () => {
    const { ok } = await withEvents(1);
    expect(await ok('GetExecutionHistory', { executionArn: EXECUTION })).toEqual({
      events: [
        {
          id: 1,
          previousEventId: 0,
          timestamp: 1_700_000_000.123,
          type: 'PassStateEntered',
          stateEnteredEventDetails: { name: 'P', input: 'xx', inputDetails: { truncated: false } },
        },
      ],
    });
  });

  test('leaves the data out when asked to', async () => {
    const { ok } = await withEvents(1);
    expect(await ok('GetExecutionHistory', { executionArn: EXECUTION, includeExecutionData: false })).toMatchObject({
      events: [{ stateEnteredEventDetails: { name: 'P', inputDetails: { truncated: false } } }],
    });
  });

  test('goes through a history from its beginning', async () => {
    const { page } = await withEvents(250);
    const first = await page();
    const second = await page({ nextToken: first.nextToken, maxResults: 149 });
    const third = await page({ nextToken: second.nextToken });
    expect([first.ids, second.ids, third.ids]).toEqual([range(1, 100), range(101, 249), [250]]);
    expect(third.nextToken).toBeUndefined();
  });

  test('goes through a history from its end', async () => {
    const { page } = await withEvents(250);
    const first = await page({ reverseOrder: true, maxResults: 120 });
    const second = await page({ reverseOrder: true, nextToken: first.nextToken, maxResults: 1000 });
    expect([first.ids, second.ids]).toEqual([range(250, 131), range(130, 1)]);
    expect(second.nextToken).toBeUndefined();
  });

  test.each([1, 100, 1000])('asks for no further page when maxResults %i is just enough', async (count) => {
    const { page } = await withEvents(count);
    const { ids, nextToken } = await page({ maxResults: count });
    expect(ids).toEqual(range(1, count));
    expect(nextToken).toBeUndefined();
  });

  test('ends a page early when the payloads are large, and goes on with the next', async () => {
    const { page } = await withEvents(10, 400, { historyPageChars: 1000 });
    const seen: number[] = [];
    let nextToken: unknown;
    do {
      const answer = await page({ nextToken });
      expect(answer.ids).toHaveLength(2);
      seen.push(...answer.ids);
      nextToken = answer.nextToken;
    } while (nextToken !== undefined);
    expect(seen).toEqual(range(1, 10));
  });

  test('answers an event that is larger than a page', async () => {
    const { page } = await withEvents(2, 5000, { historyPageChars: 1000 });
    expect((await page({ reverseOrder: true })).ids).toEqual([2]);
  });

  test('answers the same page again only to the same question', async () => {
    const { page, ok } = await withEvents(3);
    const whole = await page();
    for (let time = 2; time <= 4; time += 1) expect(await page()).toEqual(whole);
    expect((await page({ maxResults: 2 })).ids).toEqual([1, 2]);
    expect((await page({ reverseOrder: true })).ids).toEqual([3, 2, 1]);
    const bare = await ok('GetExecutionHistory', { executionArn: EXECUTION, includeExecutionData: false });
    expect(JSON.stringify(bare)).not.toContain('xx');
  });

  test('sees what was added since the last time', async () => {
    const { page, engine } = await withEvents(3);
    for (let time = 1; time <= 3; time += 1) expect((await page()).ids).toEqual([1, 2, 3]);
    const [event] = engine.events;
    if (event) engine.events = [...engine.events, { ...event, id: 4 }];
    await engine.finish(EXECUTION, { status: 'SUCCEEDED', lastEventId: 4 });
    expect((await page()).ids).toEqual([1, 2, 3, 4]);
  });

  test('refuses the token of the other direction', async () => {
    const { page, error } = await withEvents(250);
    const { nextToken } = await page();
    expect(await error('GetExecutionHistory', { executionArn: EXECUTION, reverseOrder: true, nextToken })).toBe(
      "InvalidToken: Invalid Token: 'Invalid token'",
    );
  });
});
