import { expect, test } from 'vitest';
import { batchesOf } from '../../../lib/adapters/logs/batches.ts';

const line = (message: string, timestamp = 0) => ({ message, timestamp });

test.each([
  ['nothing', 0, 'x', []],
  ['as many lines as one request takes', 10_000, 'x', [10_000]],
  ['one more', 10_001, 'x', [10_000, 1]],
  ['a mebibyte, with 26 bytes for each line', 1_024, 'x'.repeat(1_024 - 26), [1_024]],
  ['more than that', 1_025, 'x'.repeat(1_024 - 26), [1_024, 1]],
  ['characters that are more than one byte', 4, '€'.repeat(100_000), [3, 1]],
  ['a line that is too long by itself, which the service refuses', 2, 'x'.repeat(2_000_000), [1, 1]],
])('%s', (_, count, message, sizes) => {
  const lines = Array.from({ length: count }, () => line(message));
  expect(batchesOf(lines).map((batch) => batch.length)).toEqual(sizes);
});

test('a batch is in the order of time; what happened at the same time stays in its order', () => {
  const lines = [line('c', 3), line('a', 1), line('b1', 2), line('b2', 2)];
  expect(batchesOf(lines)[0]?.map(({ message }) => message)).toEqual(['a', 'b1', 'b2', 'c']);
});
