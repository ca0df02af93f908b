import { afterEach, expect, test, vi } from 'vitest';
import { createMemoryQueue } from '../../../lib/adapters/memory/queue.ts';
import type { MemoryQueue } from '../../../lib/adapters/memory/queue.ts';
import type { Delivery, Message } from '../../../lib/ports/queue.ts';
import { createManualClock } from './manual-clock.ts';
import { describeQueue } from './queue.contract.ts';

const visibilityMs = 30_000;
let queue: MemoryQueue | undefined;
afterEach(() => queue?.close());

describeQueue('memory', async () => {
  const clock = createManualClock();
  const opened = createMemoryQueue(clock, { visibilityMs });
  let deliveries: Delivery[] = [];
  opened.consume(async (delivery) => void deliveries.push(delivery));
  return {
    queue: opened,
    visibilityMs,
    now: () => clock.now(),
    pass: (ms) => clock.pass(ms),
    receive: async () => {
      await clock.pass(0);
      const received = deliveries;
      deliveries = [];
      return received;
    },
    close: async () => opened.close(),
  };
});

function message(lineage: string): Message {
  return { executionArn: 'arn:aws:states:us-east-1:123456789012:execution:orders:1', lineage, sentAt: 0 };
}

test('10,000 messages come in the order in which they are due, on one timer', async () => {
  const clock = createManualClock();
  const opened = (queue = createMemoryQueue(clock));
  const seen: number[] = [];
  opened.consume(async (delivery) => {
    seen.push(Number(delivery.message.lineage));
    await delivery.delete();
  });
  for (let index = 0; index < 10_000; index += 1) {
    const delay = (index * 7_919) % 10_000;
    await opened.send(message(String(delay)), delay + 1);
  }
  expect(clock.sleepers()).toBe(1);
  await clock.pass(10_000);
  expect(seen).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
  expect(clock.sleepers()).toBe(0);
});

test('messages of equal time keep their order', async () => {
  const clock = createManualClock();
  const opened = (queue = createMemoryQueue(clock));
  const seen: string[] = [];
  for (const lineage of ['a', 'b', 'c', 'd', 'e']) await opened.send(message(lineage), 10);
  opened.consume(async (delivery) => void seen.push(delivery.message.lineage));
  await clock.pass(10);
  expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('messages wait for a handler', async () => {
  const clock = createManualClock();
  const opened = (queue = createMemoryQueue(clock));
  await opened.send(message('early'), 0);
  await clock.pass(1_000);
  const handler = vi.fn(async () => undefined);
  opened.consume(handler);
  await clock.pass(0);
  expect(handler).toHaveBeenCalledTimes(1);
});

test('a handler that rejects is reported, and soon gets the message again', async () => {
  const clock = createManualClock();
  const onFailure = vi.fn();
  const opened = (queue = createMemoryQueue(clock, { visibilityMs, onFailure }));
  const handler = vi.fn(async (delivery: Delivery) => {
    if (onFailure.mock.calls.length === 0) throw new Error('first time');
    await delivery.delete();
  });
  opened.consume(handler);
  await opened.send(message('retried'), 0);
  await clock.pass(1_000);
  expect(handler).toHaveBeenCalledTimes(2);
  expect(onFailure).toHaveBeenCalledExactlyOnceWith(new Error('first time'), message('retried'));
});

test('a message that is deleted late, by an earlier delivery, is gone too', async () => {
  const clock = createManualClock();
  const opened = (queue = createMemoryQueue(clock, { visibilityMs }));
  const deliveries: Delivery[] = [];
  opened.consume(async (delivery) => void deliveries.push(delivery));
  await opened.send(message('slow'), 0);
  await clock.pass(visibilityMs);
  expect(deliveries).toHaveLength(2);
  await deliveries[0]?.delete();
  await clock.pass(visibilityMs * 3);
  expect(deliveries).toHaveLength(2);
});

test('a closed queue delivers nothing, holds no timer and drops what is sent', async () => {
  const clock = createManualClock();
  const opened = createMemoryQueue(clock);
  const handler = vi.fn(async () => undefined);
  opened.consume(handler);
  await opened.send(message('now'), 0);
  await opened.send(message('later'), 1_000);
  opened.close();
  await clock.pass(2_000);
  expect(handler).not.toHaveBeenCalled();
  expect(clock.sleepers()).toBe(0);
  await opened.send(message('late'), 0);
});
