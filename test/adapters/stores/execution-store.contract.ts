import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExecutionRecord, ExecutionStore, Head } from '../../../lib/ports/execution-store.ts';
import { events, execution, executionArn, head, record, stateMachineArn } from './execution-fixtures.ts';

/** A store under test; `close` also removes what it kept. */
interface OpenExecutionStore {
  readonly store: ExecutionStore;
  close(): Promise<void>;
}

const everyMember: { record: Partial<ExecutionRecord>; head: Partial<Head> } = {
  record: {
    stateMachineVersionArn: `${stateMachineArn}:3`,
    stateMachineAliasArn: `${stateMachineArn}:PROD`,
    traceHeader: 'Root=1-5e1b4151;\u0000 is ASCII',
    mockCase: 'HappyPath',
    parent: {
      executionArn: executionArn('parent'),
      pend: 7,
      attempt: 65_537,
      resource: 'startExecution.sync:2',
      waits: true,
    },
  },
  head: {
    status: 'FAILED',
    stopDate: 1_760_000_123_456,
    output: '{"done": true}',
    error: 'Orders.Broken',
    cause: 'because\u0000of NUL, "quotes", and 😀',
    redriveCount: 2,
    redriveDate: 1_760_000_100_000,
    redriveRequests: [{ clientToken: 'again, please', redriveDate: 1_760_000_100_000 }],
    wake: { sequence: 9, at: 1_760_000_000_900, by: 'lineage-1' },
    dueAt: 1_790_000_000_000,
    snapshot: '{"frames":\u0000[]}',
  },
};

const payloads = {
  'repetitive text': 'x'.repeat(262_144),
  'text that cannot be compressed': randomBytes(196_608).toString('base64'),
  'text beyond ASCII': '😀é—'.repeat(29_127),
};

/** What every execution store promises. Cases share one store and keep apart by the names they use. */
export function describeExecutionStore(name: string, open: () => Promise<OpenExecutionStore>): void {
  describe(`${name} execution store`, () => {
    let opened: OpenExecutionStore;
    let store: ExecutionStore;

    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    });
    afterAll(() => opened.close());

    /** Creates an execution and commits until it is at this version, two events per version. */
    async function runTo(version: number, executionName: string): Promise<void> {
      await store.create(execution(executionName), events(1));
      for (let next = 2; next <= version; next += 1) {
        await store.commit(record(executionName), next - 1, head(next), events(next));
      }
    }

    describe('create and get', () => {
      test('an unknown execution is undefined and has no events or heartbeats', async () => {
        expect(await store.get(executionArn('nobody'))).toBeUndefined();
        expect(await store.chunks(executionArn('nobody'), 1, 100)).toEqual([]);
        expect(await store.heartbeats(executionArn('nobody'))).toEqual([]);
      });

      test('an execution comes back with every member it was created with', async () => {
        const complete = execution('complete', everyMember);
        expect(await store.create(complete, events(1))).toEqual({ created: true });
        expect(await store.get(executionArn('complete'))).toStrictEqual(complete);
      });

      test('members that were not given stay absent', async () => {
        const bare = execution('bare');
        await store.create(bare, events(1));
        expect(await store.get(executionArn('bare'))).toStrictEqual(bare);
      });

      test('a taken ARN is answered with the execution that has it', async () => {
        const first = execution('taken', { record: { input: '1' } });
        await store.create(first, events(1));
        const second = execution('taken', { record: { input: '2' }, head: { nonce: 'another turn' } });
        expect(await store.create(second, events(1, 'other'))).toEqual({ created: false, existing: first });
        expect(await store.chunks(executionArn('taken'), 1, 2)).toEqual([events(1)]);
      });

      test('of many racing creates exactly one wins, and the others see the winner', async () => {
        const racers = Array.from({ length: 8 }, (_, racer) =>
          execution('raced', { record: { input: String(racer) }, head: { nonce: `racer ${racer}` } }),
        );
        const results = await Promise.all(racers.map((racer) => store.create(racer, events(1))));
        const winner = racers[results.findIndex(({ created }) => created)];
        expect(results.filter(({ created }) => created)).toHaveLength(1);
        expect(await store.get(executionArn('raced'))).toEqual(winner);
        for (const result of results) if (!result.created) expect(result.existing).toEqual(winner);
      });

      test('an output of "" and a cause of "" are not absent', async () => {
        const empty = execution('empty texts', { head: { output: '', error: '', cause: '', snapshot: '' } });
        await store.create(empty, events(1));
        expect(await store.get(executionArn('empty texts'))).toStrictEqual(empty);
      });
    });

    describe('commit', () => {
      test('a commit replaces the whole head, keeps the record and appends its events', async () => {
        await store.create(execution('committed', everyMember), events(1));
        const next = head(2, { status: 'SUCCEEDED', output: '1' });
        const committed = await store.commit(record('committed', everyMember.record), 1, next, events(2));
        expect(committed).toEqual({ committed: true });
        const expected = { record: record('committed', everyMember.record), head: next };
        expect(await store.get(executionArn('committed'))).toStrictEqual(expected);
        expect(await store.chunks(executionArn('committed'), 1, 4)).toEqual([events(1), events(2)]);
      });

      test('a commit without events changes the head alone', async () => {
        await runTo(1, 'no events');
        await store.commit(record('no events'), 1, head(2, { lastEventId: 2 }), undefined);
        expect((await store.get(executionArn('no events')))?.head.version).toBe(2);
        expect(await store.chunks(executionArn('no events'), 1, 100)).toEqual([events(1)]);
      });

      test('a commit from an old version changes nothing and is told the current execution', async () => {
        await runTo(2, 'stale');
        const stale = head(2, { nonce: 'too late', snapshot: 'never' });
        const current = { record: record('stale'), head: head(2) };
        const result = await store.commit(record('stale'), 1, stale, events(2, 'never'));
        expect(result).toEqual({ committed: false, current });
        expect(await store.get(executionArn('stale'))).toEqual(current);
        expect(await store.chunks(executionArn('stale'), 1, 100)).toEqual([events(1), events(2)]);
      });

      test('a commit to an execution that does not exist creates nothing', async () => {
        const result = await store.commit(record('missing'), 1, head(2), events(2));
        expect(result).toEqual({ committed: false, current: undefined });
        expect(await store.get(executionArn('missing'))).toBeUndefined();
        expect(await store.chunks(executionArn('missing'), 1, 100)).toEqual([]);
      });

      test('of many racing commits exactly one wins, and only its events are kept', async () => {
        await runTo(1, 'contended');
        const racers = Array.from({ length: 8 }, (_, racer) => head(2, { nonce: `racer ${racer}` }));
        const results = await Promise.all(
          racers.map((racer) => store.commit(record('contended'), 1, racer, events(2, racer.nonce))),
        );
        const winner = racers[results.findIndex(({ committed }) => committed)] as Head;
        expect(results.filter(({ committed }) => committed)).toHaveLength(1);
        for (const result of results) if (!result.committed) expect(result.current?.head).toEqual(winner);
        expect(await store.chunks(executionArn('contended'), 1, 100)).toEqual([events(1), events(2, winner.nonce)]);
      });

      test('commits of different executions in one turn of the loop do not disturb each other', async () => {
        const names = Array.from({ length: 20 }, (_, index) => `parallel ${index}`);
        await Promise.all(names.map((each) => runTo(3, each)));
        for (const each of names) {
          expect((await store.get(executionArn(each)))?.head).toEqual(head(3));
          expect(await store.chunks(executionArn(each), 1, 100)).toEqual([events(1), events(2), events(3)]);
        }
      });

      test('a read after an acknowledged commit sees it, whatever else is queued', async () => {
        await runTo(1, 'read your writes');
        const arn = executionArn('read your writes');
        for (let version = 2; version < 20; version += 1) {
          const others = [1, 2, 3].map((heartbeat) =>
            store.putHeartbeat(arn, { pend: heartbeat, attempt: 1, at: version }),
          );
          await store.commit(record('read your writes'), version - 1, head(version), events(version));
          const queued = store.commit(record('read your writes'), 0, head(1), undefined);
          expect((await store.get(arn))?.head.version).toBe(version);
          await Promise.all([...others, queued]);
        }
      });
    });

    describe('payloads', () => {
      test.each(Object.entries(payloads))('%s of 256 KB comes back as it was', async (kind, text) => {
        const big = execution(`big ${kind}`, { record: { input: text } });
        await store.create(big, events(1, text));
        expect(await store.get(big.record.executionArn)).toEqual(big);
        const next = head(2, { snapshot: text + text, output: text, cause: text.slice(0, 8_000) });
        await store.commit(big.record, 1, next, events(2, text));
        expect(await store.get(big.record.executionArn)).toEqual({ record: big.record, head: next });
        expect(await store.chunks(big.record.executionArn, 1, 4)).toEqual([events(1, text), events(2, text)]);
        await store.commit(big.record, 2, head(3), events(3));
        expect(await store.get(big.record.executionArn)).toEqual({ record: big.record, head: head(3) });
      });

      test('a stale commit with big payloads leaves the execution readable', async () => {
        const text = payloads['text that cannot be compressed'];
        await store.create(execution('big and stale', { head: { snapshot: text } }), events(1, text));
        await store.commit(record('big and stale'), 1, head(2, { snapshot: text }), events(2, text));
        await store.commit(
          record('big and stale'),
          1,
          head(2, { nonce: 'late', snapshot: 'x' + text }),
          events(2, 'late'),
        );
        expect((await store.get(executionArn('big and stale')))?.head).toEqual(head(2, { snapshot: text }));
        expect(await store.chunks(executionArn('big and stale'), 1, 4)).toEqual([events(1, text), events(2, text)]);
      });

      test('a commit may bring several megabytes of events', async () => {
        const text = payloads['text that cannot be compressed'].repeat(8) + 'end';
        await runTo(1, 'megabytes');
        await store.commit(record('megabytes'), 1, head(2), events(2, text));
        expect(await store.chunks(executionArn('megabytes'), 3, 3)).toEqual([events(2, text)]);
      });
    });

    describe('chunks', () => {
      beforeAll(() => runTo(10, 'ranges'));

      test.each([
        { fromId: 1, toId: 20, versions: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
        { fromId: 1, toId: 1, versions: [1] },
        { fromId: 2, toId: 3, versions: [1, 2] },
        { fromId: 4, toId: 6, versions: [2, 3] },
        { fromId: 20, toId: 25_000, versions: [10] },
        { fromId: 21, toId: 25_000, versions: [] },
      ])('events $fromId to $toId are in the chunks of commits $versions', async ({ fromId, toId, versions }) => {
        const chunks = await store.chunks(executionArn('ranges'), fromId, toId);
        expect(chunks).toEqual(versions.map((version) => events(version)));
      });

      test('history that outgrew its first place keeps every range', async () => {
        const text = (version: number) => `${version}:`.repeat(700);
        await store.create(execution('long'), events(1, text(1)));
        for (let version = 2; version <= 60; version += 1) {
          await store.commit(record('long'), version - 1, head(version), events(version, text(version)));
        }
        const all = Array.from({ length: 60 }, (_, index) => events(index + 1, text(index + 1)));
        expect(await store.chunks(executionArn('long'), 1, 120)).toEqual(all);
        for (let version = 1; version <= 60; version += 7) {
          const some = all.slice(version - 1, version + 1);
          expect(await store.chunks(executionArn('long'), version * 2, version * 2 + 1)).toEqual(some);
        }
      });
    });

    describe('list', () => {
      const machine = `${stateMachineArn}-listed`;
      const order = ['c', 'e', 'd', 'b', 'a'];
      const dates: Record<string, number> = { a: 1_000, b: 2_000, c: 3_000, d: 2_000, e: 2_000 };

      beforeAll(async () => {
        for (const [letter, startDate] of Object.entries(dates)) {
          const ended = letter === 'a' || letter === 'd';
          await store.create(
            execution(`listed-${letter}`, {
              record: {
                stateMachineArn: machine,
                startDate,
                ...(ended ? { stateMachineVersionArn: `${machine}:1`, stateMachineAliasArn: `${machine}:PROD` } : {}),
              },
            }),
            events(1),
          );
          if (ended) {
            const current = await store.get(executionArn(`listed-${letter}`));
            if (current)
              await store.commit(current.record, 1, head(2, { status: 'SUCCEEDED', output: '{}' }), events(2));
          }
        }
      });

      const letters = (page: readonly { name: string }[]) => page.map(({ name: each }) => each.slice(-1));

      test('newest come first, and equal dates by ARN', async () => {
        expect(letters(await store.list({ listedUnder: machine }, 100))).toEqual(order);
      });

      test.each([1, 2, 3, 4, 5])('pages of %i leave nothing out and repeat nothing', async (limit) => {
        const seen: string[] = [];
        let page = await store.list({ listedUnder: machine }, limit);
        while (page.length > 0) {
          expect(page.length).toBeLessThanOrEqual(limit);
          seen.push(...letters(page));
          page = await store.list({ listedUnder: machine }, limit, page.at(-1));
        }
        expect(seen).toEqual(order);
      });

      test.each([
        { filter: { status: 'RUNNING' }, expected: ['c', 'e', 'b'] },
        { filter: { status: 'SUCCEEDED' }, expected: ['d', 'a'] },
        { filter: { status: 'ABORTED' }, expected: [] },
        { filter: { stateMachineVersionArn: `${machine}:1` }, expected: ['d', 'a'] },
        { filter: { stateMachineAliasArn: `${machine}:PROD`, status: 'SUCCEEDED' }, expected: ['d', 'a'] },
        { filter: { stateMachineAliasArn: `${machine}:PROD`, status: 'RUNNING' }, expected: [] },
        { filter: { stateMachineVersionArn: `${machine}:2` }, expected: [] },
      ] as const)('$filter selects $expected', async ({ filter, expected }) => {
        expect(letters(await store.list({ listedUnder: machine, ...filter }, 100))).toEqual(expected);
      });

      test('a filtered page is full although most executions do not match', async () => {
        const page = await store.list({ listedUnder: machine, stateMachineVersionArn: `${machine}:1` }, 1);
        expect(letters(page)).toEqual(['d']);
        expect(
          letters(await store.list({ listedUnder: machine, stateMachineVersionArn: `${machine}:1` }, 1, page[0])),
        ).toEqual(['a']);
      });

      test('a listed execution is a summary, without members that were not given', async () => {
        const [newest] = await store.list({ listedUnder: machine }, 1);
        expect(newest).toStrictEqual({
          executionArn: executionArn('listed-c'),
          stateMachineArn: machine,
          name: 'listed-c',
          startDate: 3_000,
          status: 'RUNNING',
          redriveCount: 0,
        });
      });

      test('a summary shows where the execution belongs, when it ended and how often it was redriven', async () => {
        const shown = {
          stateMachineArn: `${machine}-shown`,
          stateMachineVersionArn: `${machine}-shown:1`,
          stateMachineAliasArn: `${machine}-shown:PROD`,
        };
        const { stopDate, redriveCount, redriveDate } = everyMember.head;
        const ended = { status: 'FAILED', stopDate, redriveCount, redriveDate } as Partial<Head>;
        await store.create(execution('shown', { record: { ...everyMember.record, ...shown } }), events(1));
        await store.commit(record('shown', shown), 1, head(2, { ...ended, output: '{}' }), events(2));
        const [summary] = await store.list({ listedUnder: shown.stateMachineArn }, 1);
        const { executionArn: arn, name: shownName, startDate } = record('shown');
        expect(summary).toStrictEqual({ executionArn: arn, name: shownName, startDate, ...shown, ...ended });
      });

      test('a child of a Map Run is listed under the run, and not under its state machine', async () => {
        const mapRunArn = `${machine.replace('stateMachine', 'mapRun')}/label:1`;
        const mapRun = { mapRunArn, index: 3, itemCount: 7, root: 'r', block: 1 };
        const child = execution('child', { record: { stateMachineArn: `${machine}-mapped`, mapRun } });
        await store.create(child, events(1));
        expect(await store.get(executionArn('child'))).toStrictEqual(child);
        expect(await store.list({ listedUnder: `${machine}-mapped` }, 10)).toEqual([]);
        expect(await store.list({ listedUnder: mapRunArn, status: 'RUNNING' }, 10)).toMatchObject([{ mapRun }]);
        await store.commit(child.record, 1, head(2, { status: 'SUCCEEDED' }), events(2));
        expect(await store.list({ listedUnder: mapRunArn, status: 'RUNNING' }, 10)).toEqual([]);
        expect(await store.list({ listedUnder: mapRunArn, status: 'SUCCEEDED' }, 10)).toMatchObject([{ mapRun }]);
        expect(await store.running(1_000)).not.toContain(executionArn('child'));
      });

      test('what was redriven can be told from what was not', async () => {
        const list = (filter: object) => store.list({ listedUnder: `${machine}-redriven`, ...filter }, 10);
        for (const each of ['never', 'once', 'twice']) {
          const listed = execution(`redriven-${each}`, { record: { stateMachineArn: `${machine}-redriven` } });
          await store.create(listed, events(1));
          const redriveCount = ['never', 'once', 'twice'].indexOf(each);
          const status = each === 'twice' ? 'FAILED' : 'RUNNING';
          await store.commit(listed.record, 1, head(2, { status, redriveCount }), events(2));
        }
        const names = async (filter: object) => (await list(filter)).map(({ name: each }) => each.slice(9));
        expect(await names({ redriven: true })).toEqual(['twice', 'once']);
        expect(await names({ redriven: false })).toEqual(['never']);
        expect(await names({ redriven: true, status: 'RUNNING' })).toEqual(['once']);
        expect(await names({ redriven: false, status: 'FAILED' })).toEqual([]);
      });

      test('other machines are not listed', async () => {
        expect(await store.list({ listedUnder: `${machine}-other` }, 100)).toEqual([]);
      });
    });

    describe('recovery', () => {
      test('every running execution is found once, in pages, and no ended one', async () => {
        const names = ['run-1', 'run-2', 'run-3', 'run-4', 'run-5'];
        for (const each of names) await store.create(execution(each), events(1));
        await store.commit(record('run-4'), 1, head(2, { status: 'ABORTED' }), events(2));
        const found: string[] = [];
        let page = await store.running(2);
        while (page.length > 0) {
          expect(page.length).toBeLessThanOrEqual(2);
          found.push(...page);
          page = await store.running(2, page.at(-1));
        }
        expect(new Set(found).size).toBe(found.length);
        const ours = found.filter((arn) => arn.includes(':run-')).sort();
        expect(ours).toEqual(['run-1', 'run-2', 'run-3', 'run-5'].map(executionArn));
      });

      test('far timers are found when they are due, the most overdue first', async () => {
        const due = { late: 500, later: 400, latest: 300, future: 9_000 };
        for (const [each, dueAt] of Object.entries(due))
          await store.create(execution(each, { head: { dueAt } }), events(1));
        const late = ['latest', 'later', 'late'].map(executionArn);
        expect(await store.dueBefore(500, 100)).toEqual(late.slice(0, 2));
        expect(await store.dueBefore(501, 100)).toEqual(late);
        expect(await store.dueBefore(501, 1)).toEqual(late.slice(0, 1));
        await store.commit(record('latest'), 1, head(2), undefined);
        expect(await store.dueBefore(501, 100)).toEqual(late.slice(1));
      });
    });

    describe('heartbeats', () => {
      test('the latest heartbeat of each attempt is kept, whatever the order of arrival', async () => {
        await runTo(1, 'beating');
        const arn = executionArn('beating');
        const beats = [
          { pend: 1, attempt: 1, at: 100 },
          { pend: 1, attempt: 1, at: 300 },
          { pend: 1, attempt: 1, at: 200 },
          { pend: 1, attempt: 2, at: 250 },
          { pend: 2, attempt: 65_536, at: 50 },
        ];
        for (const beat of beats) await store.putHeartbeat(arn, beat);
        const kept = [...(await store.heartbeats(arn))].sort((a, b) => a.pend - b.pend || a.attempt - b.attempt);
        expect(kept).toEqual([beats[1], beats[3], beats[4]]);
      });

      test('a heartbeat does not get in the way of a commit', async () => {
        await runTo(1, 'undisturbed');
        const [, committed] = await Promise.all([
          store.putHeartbeat(executionArn('undisturbed'), { pend: 1, attempt: 1, at: 1 }),
          store.commit(record('undisturbed'), 1, head(2), events(2)),
        ]);
        expect(committed).toEqual({ committed: true });
      });
    });

    test('20,000 events in small commits are all kept, and any of them is found', async () => {
      await store.create(execution('marathon'), events(1));
      for (let version = 2; version <= 10_000; version += 1) {
        await store.commit(record('marathon'), version - 1, head(version), events(version));
      }
      expect(await store.chunks(executionArn('marathon'), 19_998, 20_001)).toEqual([events(9_999), events(10_000)]);
      expect(await store.chunks(executionArn('marathon'), 9_999, 10_000)).toEqual([events(5_000)]);
      const all = await store.chunks(executionArn('marathon'), 1, 25_000);
      expect(all).toEqual(Array.from({ length: 10_000 }, (_, index) => events(index + 1)));
    }, 240_000);
  });
}
