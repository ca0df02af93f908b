import type { Fault, Mishap } from './faults.ts';
import type { Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** What everything in one simulated run shares. */
export interface World {
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly ledger: Ledger;
  /** Probability of a fault at each await. */
  readonly faultRate: number;
  readonly faults: readonly (readonly [Fault, number])[];
  readonly faultCounts: Map<Fault | Mishap, number>;
  trace(line: string): void;
}

export function count(world: World, what: Fault | Mishap): void {
  world.faultCounts.set(what, (world.faultCounts.get(what) ?? 0) + 1);
}
