import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzed, play } from '../fuzz/fuzz.ts';
import { withoutClockAndChance } from './machine/no-clock-no-chance.ts';

const RUNS = 2_000;
/** Drawn before the test takes chance away; fast-check reports it, for `npm run fuzz -- --seed`. */
const seed = Math.floor(Math.random() * 2 ** 31);

withoutClockAndChance();

test('whatever a definition and its data are like, what comes out are findings and failures', async () => {
  const ends = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fuzzed, async (drawn) => {
      const end = await play(drawn);
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }),
    { numRuns: RUNS, seed },
  );
  // Otherwise it would be the checks alone that are tried.
  expect(ends.get('SUCCEEDED')).toBeGreaterThan(RUNS / 20);
  expect(ends.get('refused')).toBeGreaterThan(RUNS / 20);
}, 120_000);
