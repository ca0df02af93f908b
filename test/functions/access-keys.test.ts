import { describe, expect, test } from 'vitest';
import {
  createAccessKey,
  deleteAccessKey,
  findSecret,
  listAccessKeys,
} from '../../lib/adapters/aws/access-keys/access-keys.ts';
import { seal, unseal } from '../../lib/adapters/aws/access-keys/sealed-secret.ts';
import { cachedSecrets } from '../../lib/adapters/aws/access-keys/secret-cache.ts';
import { deriveKeys } from '../../lib/adapters/aws/deployment-keys.ts';
import { createMemoryResourceStore } from '../../lib/adapters/memory/resource-store.ts';

const { accessKeys: key, tokens } = deriveKeys('a deployment key of 32 characters or more');

describe('an access key', () => {
  test('is found with its secret, and listed without', async () => {
    const resources = createMemoryResourceStore();
    const created = await createAccessKey(resources, key, { description: 'laptop of Ada', now: 1 });
    expect(created.accessKeyId).toMatch(/^STEP[A-Z2-7]{16}$/);
    expect(created.secretAccessKey).toHaveLength(40);
    expect(await findSecret(resources, key, created.accessKeyId)).toBe(created.secretAccessKey);
    const { accessKeyId } = created;
    expect(await listAccessKeys(resources)).toEqual([{ accessKeyId, description: 'laptop of Ada', createdAt: 1 }]);
  });

  test('leaves no readable secret in the store', async () => {
    const resources = createMemoryResourceStore();
    const { secretAccessKey } = await createAccessKey(resources, key);
    const stored = await resources.list('access-keys', { limit: 10 });
    expect(JSON.stringify(stored)).not.toContain(secretAccessKey);
  });

  test('is gone when deleted', async () => {
    const resources = createMemoryResourceStore();
    const { accessKeyId } = await createAccessKey(resources, key);
    expect(await deleteAccessKey(resources, accessKeyId)).toBe(true);
    expect(await deleteAccessKey(resources, accessKeyId)).toBe(false);
    expect(await findSecret(resources, key, accessKeyId)).toBeUndefined();
  });
});

describe('a sealed secret', () => {
  const sealed = seal(key, 'owner', 'secret');

  test('looks different each time, and is the same secret', () => {
    expect(seal(key, 'owner', 'secret')).not.toBe(sealed);
    expect(unseal(key, 'owner', sealed)).toBe('secret');
  });

  test.each<[string, () => string]>([
    ['another owner', () => unseal(key, 'somebody else', sealed)],
    ['another key', () => unseal(tokens, 'owner', sealed)],
    [
      'a changed text',
      () =>
        unseal(
          key,
          'owner',
          sealed.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
        ),
    ],
    ['a text cut short', () => unseal(key, 'owner', sealed.slice(0, 16))],
  ])('does not open for %s', (_, open) => {
    expect(open).toThrow();
  });
});

describe('secrets that are remembered', () => {
  test('are read once a minute, and only those that exist', async () => {
    let time = 0;
    const reads: string[] = [];
    const find = cachedSecrets(
      async (id) => {
        reads.push(id);
        return id === 'known' ? 'secret' : undefined;
      },
      () => time,
    );
    for (const id of ['known', 'known', 'unknown', 'unknown']) await find(id);
    expect(reads).toEqual(['known', 'unknown', 'unknown']);
    time = 60_000;
    expect(await find('known')).toBe('secret');
    expect(reads).toHaveLength(4);
  });
});

test('a deployment key that is too short is refused', () => {
  expect(() => deriveKeys('short')).toThrow('A deployment key has at least 32 characters.');
});
