import { describe, expect, test } from 'vitest';
import { arnOf, createTestApi } from './harness.ts';

const tags = (given: Record<string, string>) => Object.entries(given).map(([key, value]) => ({ key, value }));

describe.each([
  ['state machine', arnOf('stateMachine:r')],
  ['activity', arnOf('activity:r')],
])('tags of an %s', (_, resourceArn) => {
  async function tagged(given: Record<string, string>) {
    const api = createTestApi();
    if (resourceArn.includes(':activity:')) await api.ok('CreateActivity', { name: 'r', tags: tags(given) });
    else await api.machine('r', { tags: tags(given) });
    return api;
  }

  test('are merged by key', async () => {
    const { ok } = await tagged({ a: '1', b: '2' });
    expect(await ok('TagResource', { resourceArn, tags: tags({ b: '3', c: '4' }) })).toEqual({});
    expect(await ok('ListTagsForResource', { resourceArn })).toEqual({ tags: tags({ a: '1', b: '3', c: '4' }) });
  });

  test('go by key, whether they are there or not', async () => {
    const { ok } = await tagged({ a: '1', b: '2' });
    expect(await ok('UntagResource', { resourceArn, tagKeys: ['a', 'x'] })).toEqual({});
    expect(await ok('UntagResource', { resourceArn, tagKeys: [] })).toEqual({});
    expect(await ok('ListTagsForResource', { resourceArn })).toEqual({ tags: tags({ b: '2' }) });
  });

  test('may have odd keys', async () => {
    const { ok } = await tagged({});
    await ok('TagResource', { resourceArn, tags: [{ key: '__proto__', value: 'p' }, { key: 'empty' }] });
    expect(await ok('ListTagsForResource', { resourceArn })).toEqual({
      tags: expect.arrayContaining([
        { key: '__proto__', value: 'p' },
        { key: 'empty', value: '' },
      ]),
    });
  });

  test('are at most 50', async () => {
    const { ok, call } = await tagged({ a: '1' });
    const many = Object.fromEntries(Array.from({ length: 49 }, (__, index) => [`k${index}`, '']));
    await ok('TagResource', { resourceArn, tags: tags(many) });
    const { body } = await call('TagResource', { resourceArn, tags: tags({ more: '' }) });
    expect(body).toMatchObject({ __type: 'TooManyTags', resourceName: resourceArn });
  });
});

test('versions and aliases have no tags', async () => {
  const { ok, error, machine } = createTestApi();
  const arn = await machine('m', { publish: true });
  await ok('CreateStateMachineAlias', {
    name: 'PROD',
    routingConfiguration: [{ stateMachineVersionArn: `${arn}:1`, weight: 100 }],
  });
  for (const resourceArn of [`${arn}:1`, `${arn}:PROD`]) {
    expect(await error('TagResource', { resourceArn, tags: [] })).toBe(
      `ResourceNotFound: Resource not found: '${resourceArn}'`,
    );
  }
});
