import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Delivery, Message, Queue } from '../../../lib/ports/queue.ts';

/** A queue under test, whose messages become visible again after `visibilityMs`. */
interface OpenQueue {
  readonly queue: Queue;
  readonly visibilityMs: number;
  /** Milliseconds since the epoch on the queue's clock. */
  now(): number;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  /** What can be received now. */
  receive(): Promise<readonly Delivery[]>;
  close(): Promise<void>;
}

const message: Message = {
  executionArn: 'arn:aws:states:us-east-1:123456789012:execution:orders:1',
  lineage: 'c0ffee',
  sentAt: 1_760_000_000_000,
};

const messages: readonly Message[] = [
  message,
  { ...message, announces: 12 },
  { ...message, announces: 1, wake: 1 },
  { ...message, wake: 0 },
  // Names may hold anything that is not forbidden.
  { ...message, executionArn: `${message.executionArn}😀ü\uFFFE\uFFFF\u2028"` },
];

/** What every queue promises. Each case has a queue of its own. */
export function describeQueue(name: string, open: () => Promise<OpenQueue>): void {
  describe(`${name} queue`, () => {
    let opened: OpenQueue;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    /** Receives until there are this many, or no more come for a while. */
    async function receive(count: number): Promise<Delivery[]> {
      const deliveries: Delivery[] = [];
      for (let tries = 0; tries < 20 && deliveries.length < count; tries += 1) {
        if (tries > 0) await opened.pass(50);
        deliveries.push(...(await opened.receive()));
      }
      return deliveries;
    }

    test.each(messages)('a message arrives as it was sent: %j', async (sent) => {
      await opened.queue.send(sent, 0);
      expect((await receive(1))[0]?.message).toStrictEqual(sent);
    });

    test('every one of many messages is delivered', async () => {
      const lineages = Array.from({ length: 50 }, (_, index) => `lineage ${index}`);
      await Promise.all(lineages.map((lineage) => opened.queue.send({ ...message, lineage }, 0)));
      const seen = new Set<string>();
      for (let tries = 0; tries < 50 && seen.size < lineages.length; tries += 1) {
        for (const delivery of await receive(1)) {
          seen.add(delivery.message.lineage);
          await delivery.delete();
        }
      }
      expect([...seen].sort()).toEqual([...lineages].sort());
    });

    test('a deleted message is gone', async () => {
      await opened.queue.send(message, 0);
      for (const delivery of await receive(1)) await delivery.delete();
      await opened.pass(opened.visibilityMs + 100);
      expect(await opened.receive()).toEqual([]);
    });

    test('a message that was not deleted comes again, and can be deleted then', async () => {
      await opened.queue.send(message, 0);
      expect(await receive(1)).toHaveLength(1);
      await opened.pass(opened.visibilityMs + 100);
      const again = await receive(1);
      expect(again[0]?.message).toStrictEqual(message);
      await again[0]?.delete();
      await opened.pass(opened.visibilityMs + 100);
      expect(await opened.receive()).toEqual([]);
    });

    test('a delayed message is never early', async () => {
      const sent = opened.now();
      await opened.queue.send(message, 1_001);
      expect(await opened.receive()).toEqual([]);
      await opened.pass(2_000);
      expect(await receive(1)).toHaveLength(1);
      expect(opened.now() - sent).toBeGreaterThanOrEqual(1_001);
    });

    test('a delay that is over already is no delay', async () => {
      await opened.queue.send(message, -5_000);
      expect(await receive(1)).toHaveLength(1);
    });
  });
}
