import { expect, test } from 'vitest';
import { createRecentLog } from '../../../lib/adapters/logs/recent-log.ts';

const destination = { logGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:g:*', stateMachineName: 'm' };
const line = (id: number) => ({ timestamp: id, message: `{"id":"${id}"}` });
const idsOf = (entries: readonly string[]) =>
  entries.map((text) => Number((JSON.parse(text) as { message: { id: string } }).message.id));

test('a reader goes on where it was, and misses what has been forgotten', async () => {
  const log = createRecentLog(10);
  for (let id = 0; id < 5; id += 1) await log.deliver(destination, [line(id)]);
  const first = log.from(0);
  expect(idsOf(first.entries)).toEqual([0, 1, 2, 3, 4]);
  expect(log.from(first.next).entries).toEqual([]);
  for (let id = 5; id < 47; id += 1) await log.deliver(destination, [line(id)]);
  expect(idsOf(log.from(first.next).entries)).toEqual([37, 38, 39, 40, 41, 42, 43, 44, 45, 46]);
  expect(idsOf(log.from(45).entries)).toEqual([45, 46]);
  expect(log.from(45).next).toBe(47);
});
