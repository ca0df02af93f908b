import { expect, test } from 'vitest';
import { BREAKAGES } from './breakages.ts';
import type { Breakage } from './process.ts';
import { simulate } from './simulate.ts';

const ENOUGH_SEEDS = 250;

/** The first promise that is seen broken, and the seed that showed it. */
async function firstViolation(breakage: Breakage): Promise<string> {
  for (let seed = 1; seed <= ENOUGH_SEEDS; seed += 1) {
    const { violations } = await simulate({ mode: 'lambda', seed, faults: 0.12, breakage });
    if (violations[0] !== undefined) return `seed ${seed}: ${violations[0]}`;
  }
  return 'nothing was seen';
}

test.each(['R1', 'R2', 'R4', 'R5', 'R5-send', 'map-run-version', 'map-run-reports'])(
  'it is seen when rule %s is broken',
  async (rule) => {
    expect(await firstViolation(BREAKAGES[rule] ?? {})).toMatch(/^seed/);
  },
);
