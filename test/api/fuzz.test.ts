import { expect, test } from 'vitest';
import { fuzzApi } from '../fuzz-api/fuzz.ts';

test('a thousand odd requests are answered, or refused without a trace; `npm run fuzz:api` sends more', async () => {
  const { fault, requests } = await fuzzApi({ requests: 1_000, seed: 1_000 });
  expect([fault, requests]).toEqual([undefined, 1_000]);
});
