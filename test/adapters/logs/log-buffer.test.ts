import { beforeEach, describe, expect, test } from 'vitest';
import { createLogBuffer, type DeliverLines } from '../../../lib/adapters/logs/log-buffer.ts';
import type { LogLine } from '../../../lib/ports/execution-log.ts';
import { createManualClock } from '../queues/manual-clock.ts';

const one = { logGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:one:*', stateMachineName: 'm' };
const two = { ...one, logGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:two:*' };
const MIB = 1024 * 1024;

const lines = (...messages: readonly string[]): LogLine[] => messages.map((message) => ({ timestamp: 1, message }));

let clock: ReturnType<typeof createManualClock>;
let reported: string[];
let delivered: [logGroupArn: string, messages: readonly string[]][];
const keep: DeliverLines = async ({ logGroupArn }, batch) =>
  void delivered.push([logGroupArn, batch.map(({ message }) => message)]);

beforeEach(() => {
  clock = createManualClock();
  reported = [];
  delivered = [];
});

const bufferTo = (deliver: DeliverLines) => createLogBuffer({ deliver, clock, report: (line) => reported.push(line) });

test('lines of a moment are delivered together, those of each log group apart', async () => {
  const log = bufferTo(keep);
  log.append(one, lines('a', 'b'));
  log.append(two, lines('x'));
  log.append(one, lines('c'));
  expect(delivered).toEqual([]);
  await clock.pass(200);
  expect(delivered).toEqual([
    [one.logGroupArn, ['a', 'b', 'c']],
    [two.logGroupArn, ['x']],
  ]);
});

test('lines that come while others are under way are delivered after them', async () => {
  let arrive = (): void => undefined;
  const log = bufferTo(async (destination, batch) => {
    await new Promise<void>((resolve) => (arrive = resolve));
    await keep(destination, batch);
  });
  log.append(one, lines('first'));
  await clock.pass(200);
  log.append(one, lines('second'));
  await clock.pass(1_000);
  expect(delivered).toEqual([]);
  arrive();
  await clock.pass(0);
  arrive();
  await clock.pass(0);
  expect(delivered.map(([, messages]) => messages)).toEqual([['first'], ['second']]);
});

test('flushing delivers at once, and what comes afterwards later', async () => {
  const log = bufferTo(keep);
  await log.flush(1_000);
  log.append(one, lines('a'));
  await log.flush(1_000);
  expect(delivered).toHaveLength(1);
  log.append(one, lines('b'));
  await clock.pass(199);
  expect(delivered).toHaveLength(1);
  await clock.pass(1);
  expect(delivered).toHaveLength(2);
});

test('flushing takes no longer than it may', async () => {
  const log = bufferTo(() => new Promise(() => undefined));
  log.append(one, lines('a'));
  let isOver = false;
  void log.flush(1_000).then(() => (isOver = true));
  await clock.pass(999);
  expect(isOver).toBe(false);
  await clock.pass(1);
  expect(isOver).toBe(true);
});

describe('lines that cannot be delivered', () => {
  const refuse: DeliverLines = async () => {
    throw new Error('Refused');
  };

  test('are reported with their number and the reason, and hold nobody up', async () => {
    const log = bufferTo(refuse);
    log.append(one, lines('a', 'b'));
    await log.flush(1_000);
    expect(reported).toEqual(['2 entries for the log group one got lost: Refused']);
  });

  test('are reported once a minute while that goes on, and at the end', async () => {
    const log = bufferTo(refuse);
    for (let second = 0; second < 90; second += 1) {
      log.append(one, lines('a'));
      await clock.pass(1_000);
    }
    expect(reported).toEqual([
      '1 entry for the log group one got lost: Refused',
      '60 entries for the log group one got lost: Refused',
    ]);
    await log.flush(1_000);
    expect(reported.at(-1)).toBe('29 entries for the log group one got lost');
  });

  test('are those for which there is no room while others wait', async () => {
    const log = bufferTo(keep);
    const large = 'x'.repeat(MIB);
    for (let count = 0; count < 20; count += 1) log.append(one, lines(large));
    await log.flush(1_000);
    expect(delivered.flatMap(([, messages]) => messages)).toHaveLength(16);
    expect(reported).toEqual([
      '1 entry for the log group one got lost: they come faster than they can be delivered',
      '3 entries for the log group one got lost',
    ]);
    log.append(one, lines('there is room again'));
    await log.flush(1_000);
    expect(delivered.at(-1)?.[1]).toEqual(['there is room again']);
  });
});
