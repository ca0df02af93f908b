import { describe, expect, test } from 'vitest';
import { simulate, type Mode } from './simulate.ts';

/** How many seeds are tried, from 1 on. */
const trials: readonly (readonly [mode: Mode, faults: number, seeds: number])[] = [
  ['lambda', 0, 30],
  ['laptop', 0, 20],
  ['lambda', 0.12, 160],
  ['lambda', 0.25, 10],
  ['laptop', 0.12, 60],
  ['laptop', 0.25, 20],
];

/** One test tries so many; it has to end in time on a slow machine as well. */
const SEEDS = 20;
const runs = trials.flatMap(([mode, faults, seeds]) =>
  Array.from({ length: Math.ceil(seeds / SEEDS) }, (_, nth) => {
    const first = nth * SEEDS + 1;
    return [mode, faults, Math.min(SEEDS, seeds - first + 1), first] as const;
  }),
);

describe('every promise holds, whatever crashes, gets lost, comes late or comes twice', () => {
  test.each(runs)('%s, faults at %d of all awaits, %d seeds from %d', async (mode, faults, seeds, first) => {
    for (let seed = first; seed < first + seeds; seed += 1) {
      const { violations } = await simulate({ mode, seed, faults });
      const replay = `npm run simulate -- --mode ${mode} --seed ${seed} --seeds 1 --faults ${faults} --trace`;
      expect(violations, replay).toEqual([]);
    }
  });
});

test('the same seed gives the same run', async () => {
  const traces = [0, 1].map(async () => {
    const lines: string[] = [];
    await simulate({ mode: 'lambda', seed: 7, faults: 0.12, trace: (line) => lines.push(line) });
    return lines;
  });
  const [first, second] = [await traces[0], await traces[1]];
  expect(first?.length).toBeGreaterThan(100);
  expect(second).toEqual(first);
});
