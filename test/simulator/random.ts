/** Chance that a seed repeats exactly. */
export interface Random {
  /** 0 ≤ n < 1. */
  next(): number;
  chance(probability: number): boolean;
  /** A whole number with low ≤ n ≤ high. */
  between(low: number, high: number): number;
  /** One of the rows, each as often as its weight says. */
  weighted<T>(rows: readonly (readonly [value: T, weight: number])[]): T;
}

/** mulberry32: 32 bits of state, good enough to choose faults. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  return {
    next,
    chance: (probability) => next() < probability,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    weighted<T>(rows: readonly (readonly [T, number])[]): T {
      let left = next() * rows.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of rows) {
        left -= weight;
        if (left < 0) return value;
      }
      throw new Error('There is nothing to choose from.');
    },
  };
}
