import { afterEach, beforeEach, vi } from 'vitest';

/** The core may neither look at the clock nor leave anything to chance: in these tests it would be noticed. */
export function withoutClockAndChance(): void {
  beforeEach(() => {
    vi.spyOn(Date, 'now').mockReturnValue(NaN);
    vi.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('The core asked for chance.');
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
}
