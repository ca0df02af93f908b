import { expect, test } from 'vitest';
import { fuzzApi, ROUND, transcript } from '../fuzz-api/fuzz.ts';

test('a thousand odd requests are answered, or refused without a trace; `npm run fuzz:api` sends more', async () => {
  const { fault, requests } = await fuzzApi({ requests: 1_000, seed: 1_000 });
  expect([fault, requests]).toEqual([undefined, 1_000]);
});

test('the same requests are answered the same whether executions are in memory or in a file', async () => {
  const inFile = await transcript(7, 'file');
  expect(inFile).toHaveLength(ROUND);
  expect(await transcript(7, 'memory')).toEqual(inFile);
});
