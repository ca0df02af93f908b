import { describe, expect, test } from 'vitest';
import { simulate, type Mode } from './simulate.ts';

/** Each row is one test: this many seeds, from the first one on. */
const runs: readonly (readonly [mode: Mode, faults: number, seeds: number, first: number])[] = [
  ['lambda', 0, 30, 1],
  ['laptop', 0, 20, 1],
  ['lambda', 0.12, 80, 1],
  ['lambda', 0.12, 80, 81],
  ['lambda', 0.25, 10, 1],
  ['laptop', 0.12, 60, 1],
  ['laptop', 0.25, 20, 1],
];

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
