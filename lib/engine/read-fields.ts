import type { FrameId } from '../asl/machine/snapshot.ts';
import { Suspended } from '../asl/machine/suspended.ts';
import type { Visit } from '../asl/machine/visit.ts';
import type { WorkingSet } from '../asl/machine/working-set.ts';

/** Reads fields of a state outside of any step, waiting for JSONata where there is any. */
export type ReadFields = <T>(read: (visit: Visit) => T) => Promise<T>;

export function fieldReader(set: WorkingSet, frame: FrameId): ReadFields {
  return async (read) => {
    set.settled.clear();
    for (;;) {
      try {
        return read(set.visit(set.frame(frame)));
      } catch (error) {
        if (!(error instanceof Suspended)) throw error;
        await error.ready;
        set.settled.rewind();
      }
    }
  };
}
