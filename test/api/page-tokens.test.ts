import { describe, expect, test } from 'vitest';
import { createApi } from '../../lib/api/create-api.ts';
import { createTestApi, headersFor } from './harness.ts';

const INVALID = "InvalidToken: Invalid Token: 'Invalid token'";

async function withActivities() {
  const api = createTestApi();
  for (const name of ['a', 'b', 'c']) await api.ok('CreateActivity', { name });
  const { nextToken } = await api.ok('ListActivities', { maxResults: 1 });
  return { ...api, nextToken: String(nextToken) };
}

describe('a page token', () => {
  test('may be used again', async () => {
    const { ok, nextToken } = await withActivities();
    const second = await ok('ListActivities', { nextToken });
    expect(await ok('ListActivities', { nextToken })).toEqual(second);
  });

  test('survives a restart', async () => {
    const { context, nextToken } = await withActivities();
    const restarted = createApi({ ...context });
    const answer = await restarted({
      method: 'POST',
      path: '/',
      headers: headersFor('ListActivities'),
      body: JSON.stringify({ nextToken }),
    });
    expect(answer.status).toBe(200);
  });

  test('is good for a day', async () => {
    const { ok, error, clock, nextToken } = await withActivities();
    clock.advance(24 * 60 * 60 * 1000);
    await ok('ListActivities', { nextToken });
    clock.advance(1);
    expect(await error('ListActivities', { nextToken })).toBe(INVALID);
  });

  test.each<[string, (token: string) => string]>([
    ['made up', () => 'InvalidToken'],
    ['changed', (token) => `A${token.slice(1)}`],
    ['cut', (token) => token.slice(0, -4)],
    ['without a signature', (token) => token.split('.')[0] ?? ''],
    ['signed with nothing', (token) => `${token.split('.')[0] ?? ''}.`],
  ])('that is %s is refused', async (_, spoil) => {
    const { error, nextToken } = await withActivities();
    expect(await error('ListActivities', { nextToken: spoil(nextToken) })).toBe(INVALID);
  });

  test('of another list is refused', async () => {
    const { call, error, nextToken } = await withActivities();
    expect(await error('ListStateMachines', { nextToken })).toBe(INVALID);
    const headers = headersFor('ListActivities', '999999999999');
    expect((await call('ListActivities', { nextToken }, { headers })).body).toMatchObject({ __type: 'InvalidToken' });
  });
});
