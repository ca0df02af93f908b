import type { CompiledState } from '../../asl/machine/compile.ts';
import type { ExecutionFacts } from '../../asl/machine/facts.ts';
import type { StateObserver } from '../../asl/machine/observer.ts';
import { createSettled } from '../../asl/machine/settled.ts';
import type { Frame } from '../../asl/machine/snapshot.ts';
import { Suspended } from '../../asl/machine/suspended.ts';
import { visitOf, type Visit } from '../../asl/machine/visit.ts';

/** Reads fields of a state outside of any step, waiting for JSONata where there is any. */
export type ReadFields = <T>(read: (visit: Visit) => T) => Promise<T>;

export function fieldReader(
  state: CompiledState,
  facts: ExecutionFacts,
  frame: Frame,
  observer: StateObserver,
): ReadFields {
  return async (read) => {
    const settled = createSettled();
    const visit = visitOf(state, frame, {
      facts,
      now: frame.enteredAt,
      nextEvent: frame.entered + 1,
      nextPend: 1,
      frame: () => frame,
      settle: (work) => settled.settle(work),
      observer,
    });
    for (;;) {
      try {
        return read(visit);
      } catch (error) {
        if (!(error instanceof Suspended)) throw error;
        await error.ready;
        settled.rewind();
      }
    }
  };
}
