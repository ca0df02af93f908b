import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ResourceRange, ResourceStore } from '../../../lib/ports/resource-store.ts';

/** A store under test; `close` also removes what it kept. */
interface OpenResourceStore {
  readonly store: ResourceStore;
  close(): Promise<void>;
}

/** What every resource store promises. Cases share one store and keep apart by the partitions they use. */
export function describeResourceStore(name: string, open: () => Promise<OpenResourceStore>): void {
  describe(`${name} resource store`, () => {
    let opened: OpenResourceStore;
    let store: ResourceStore;

    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    });
    afterAll(() => opened.close());

    test('an unknown document is undefined', async () => {
      expect(await store.get('nowhere', 'nothing')).toBeUndefined();
      expect(await store.list('nowhere', { limit: 10 })).toEqual([]);
      expect(await store.delete('nowhere', 'nothing')).toBe(false);
    });

    test('versions count from 1 with each put', async () => {
      await store.put('counted', 'a', { n: 1 }, 0);
      await store.put('counted', 'a', { n: 2 }, 1);
      await store.put('counted', 'a', { n: 3 });
      expect(await store.get('counted', 'a')).toEqual({ sort: 'a', version: 3, body: { n: 3 } });
    });

    describe('the expected version', () => {
      const current = { sort: 'a', version: 2, body: 'second' };

      test.each([
        { expected: undefined, stored: true },
        { expected: 2, stored: true },
        { expected: 0, stored: false },
        { expected: 1, stored: false },
        { expected: 3, stored: false },
      ])('a put that expects $expected of a document at version 2: stored is $stored', async ({ expected, stored }) => {
        const partition = `puts/${String(expected)}`;
        await store.put(partition, 'a', 'first');
        await store.put(partition, 'a', 'second');
        const result = await store.put(partition, 'a', 'third', expected);
        expect(result).toEqual(stored ? { stored: true } : { stored: false, current });
        expect((await store.get(partition, 'a'))?.body).toBe(stored ? 'third' : 'second');
      });

      test.each([
        { expected: undefined, stored: true },
        { expected: 0, stored: true },
        { expected: 1, stored: false },
      ])('a put that expects $expected where there is nothing: stored is $stored', async ({ expected, stored }) => {
        const partition = `first puts/${String(expected)}`;
        const result = await store.put(partition, 'a', 'first', expected);
        expect(result).toEqual(stored ? { stored: true } : { stored: false, current: undefined });
        expect((await store.get(partition, 'a'))?.version).toBe(stored ? 1 : undefined);
      });

      test.each([
        { expected: undefined, deleted: true },
        { expected: 2, deleted: true },
        { expected: 1, deleted: false },
      ])(
        'a delete that expects $expected of a document at version 2: deleted is $deleted',
        async ({ expected, deleted }) => {
          const partition = `deletes/${String(expected)}`;
          await store.put(partition, 'a', 'first');
          await store.put(partition, 'a', 'second');
          expect(await store.delete(partition, 'a', expected)).toBe(deleted);
          expect(await store.get(partition, 'a')).toEqual(deleted ? undefined : current);
          expect(await store.delete(partition, 'a')).toBe(!deleted);
        },
      );

      test('of many racing puts and deletes exactly one wins', async () => {
        const racers = Array.from({ length: 8 }, (_, racer) => store.put('raced', 'a', racer, 0));
        const results = await Promise.all(racers);
        expect(results.filter(({ stored }) => stored)).toHaveLength(1);
        const deletes = await Promise.all(racers.map(() => store.delete('raced', 'a', 1)));
        expect(deletes.filter(Boolean)).toHaveLength(1);
      });
    });

    test('a deleted document can be created again from version 1', async () => {
      await store.put('again', 'a', 1);
      await store.put('again', 'a', 2);
      await store.delete('again', 'a');
      await store.put('again', 'a', 3, 0);
      expect(await store.get('again', 'a')).toEqual({ sort: 'a', version: 1, body: 3 });
    });

    describe('list', () => {
      const sorts = ['', 'a', 'a/1', 'a/10', 'a/2', 'b', 'é', '\uFF5E', '😀'];

      beforeAll(async () => {
        for (const sort of [...sorts].reverse()) await store.put('listed', sort, `body of ${sort}`);
        await store.put('listed/other', 'a/3', 'elsewhere');
      });

      const cases: { range: Omit<ResourceRange, 'limit'> & { limit?: number }; expected: string[] }[] = [
        { range: {}, expected: sorts },
        { range: { descending: true }, expected: [...sorts].reverse() },
        { range: { limit: 2 }, expected: ['', 'a'] },
        { range: { limit: 2, descending: true }, expected: ['😀', '\uFF5E'] },
        { range: { prefix: 'a' }, expected: ['a', 'a/1', 'a/10', 'a/2'] },
        { range: { prefix: 'a/' }, expected: ['a/1', 'a/10', 'a/2'] },
        { range: { prefix: 'a/', descending: true }, expected: ['a/2', 'a/10', 'a/1'] },
        { range: { prefix: 'a/', after: 'a/1' }, expected: ['a/10', 'a/2'] },
        { range: { prefix: 'a/', after: 'a/2', descending: true, limit: 1 }, expected: ['a/10'] },
        { range: { prefix: 'a/', after: 'a' }, expected: ['a/1', 'a/10', 'a/2'] },
        { range: { prefix: 'a/', after: 'b' }, expected: [] },
        { range: { prefix: 'a/', after: 'a', descending: true }, expected: [] },
        { range: { after: 'a/2' }, expected: ['b', 'é', '\uFF5E', '😀'] },
        { range: { after: 'b', descending: true }, expected: ['a/2', 'a/10', 'a/1', 'a', ''] },
        { range: { after: 'a/15' }, expected: ['a/2', 'b', 'é', '\uFF5E', '😀'] },
        { range: { after: '\uFF5E' }, expected: ['😀'] },
        { range: { prefix: 'é' }, expected: ['é'] },
        { range: { prefix: 'z' }, expected: [] },
      ];
      test.each(cases)('$range', async ({ range, expected }) => {
        const page = await store.list('listed', { limit: 100, ...range });
        expect(page).toEqual(expected.map((sort) => ({ sort, version: 1, body: `body of ${sort}` })));
      });

      test('pages of one leave nothing out', async () => {
        const seen: string[] = [];
        let page = await store.list('listed', { limit: 1 });
        for (let last = page[0]; last !== undefined; last = page[0]) {
          seen.push(last.sort);
          page = await store.list('listed', { limit: 1, after: last.sort });
        }
        expect(seen).toEqual(sorts);
      });
    });

    describe('bodies', () => {
      test.each([
        ['an object', { a: [1, 2.5, -0.1, null, true], b: { c: '' } }],
        ['a member called __proto__', JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}')],
        ['null', null],
        ['an empty array', []],
        ['text beyond ASCII, with NUL and half a surrogate pair', { 'ключ 😀': 'a\u0000b \ud83d' }],
        ['a big number', 1_790_000_000_000],
        ['256 KB that compress', { text: 'x'.repeat(262_144) }],
        ['1 MB that does not compress', { text: randomBytes(786_432).toString('base64') }],
      ] as [string, unknown][])('%s comes back as it was', async (kind, body) => {
        await store.put('bodies', kind, body, 0);
        const stored = await store.get('bodies', kind);
        expect(JSON.stringify(stored?.body)).toBe(JSON.stringify(body));
        expect(await store.put('bodies', kind, 'other', 0)).toEqual({ stored: false, current: stored });
        expect((await store.list('bodies', { prefix: kind, limit: 1 }))[0]).toEqual(stored);
        await store.put('bodies', kind, 'small', 1);
        expect((await store.get('bodies', kind))?.body).toBe('small');
        expect(await store.delete('bodies', kind)).toBe(true);
      });

      test('a document does not change with the object it was put from, nor with the one it was read to', async () => {
        const body = { tags: ['a'] };
        await store.put('kept', 'a', body);
        body.tags.push('b');
        (await store.get<typeof body>('kept', 'a'))?.body.tags.push('c');
        expect((await store.get('kept', 'a'))?.body).toEqual({ tags: ['a'] });
      });
    });

    test('keys with NUL, slashes and spaces are kept apart', async () => {
      const sorts = ['a\u0000b', 'a\u0000', 'a b', 'a/b', 'a'];
      for (const sort of sorts) await store.put('odd keys\u0000', sort, sort);
      for (const sort of sorts) expect((await store.get('odd keys\u0000', sort))?.body).toBe(sort);
      const listed = await store.list('odd keys\u0000', { limit: 10 });
      expect(listed.map(({ sort }) => sort)).toEqual(['a', 'a\u0000', 'a\u0000b', 'a b', 'a/b']);
      expect(await store.list('odd keys', { limit: 10 })).toEqual([]);
    });
  });
}
