import type { Clock } from '../ports/clock.ts';
import type { Ms } from '../ports/execution-store.ts';
import type { ResourceStore } from '../ports/resource-store.ts';
import { stateMachinePartition, type StateMachineState } from '../ports/state-machine.ts';

/** Knows which state machines are being deleted, a little late. */
export interface MachineDeletions {
  isGoing(stateMachineArn: string): Promise<boolean>;
}

/** How long an answer is good, in milliseconds: deletion is not at once on AWS either, and turns are many. */
const GOOD_MS = 2_000;
const KEPT = 1_000;

export function createMachineDeletions(resources: ResourceStore, clock: Pick<Clock, 'now'>): MachineDeletions {
  const known = new Map<string, { readonly isGoing: boolean; readonly until: Ms }>();

  return {
    async isGoing(stateMachineArn) {
      const now = clock.now();
      const answer = known.get(stateMachineArn);
      if (answer !== undefined && now < answer.until) return answer.isGoing;
      const [, , , region = '', account = '', , name = ''] = stateMachineArn.split(':');
      const stored = await resources.get<StateMachineState>(stateMachinePartition({ account, region }), name);
      const isGoing = stored?.body.status === 'DELETING';
      const [oldest] = known.keys();
      if (known.size >= KEPT && oldest !== undefined) known.delete(oldest);
      known.set(stateMachineArn, { isGoing, until: now + GOOD_MS });
      return isGoing;
    },
  };
}
