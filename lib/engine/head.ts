import type { Advanced } from '../asl/machine/advance.ts';
import { encodeSnapshot } from '../asl/machine/snapshot-codec.ts';
import type { Snapshot } from '../asl/machine/snapshot.ts';
import type { ArmedWake, Head, Ms } from '../ports/execution-store.ts';

/** When the execution is looked at again by itself: by a queue message, or by the pump when that is too far away. */
export interface NextWake {
  readonly wake?: ArmedWake | undefined;
  readonly dueAt?: Ms | undefined;
}

/** The head that stores the result of an advance. */
export function headAfter(
  before: Pick<Head, 'version' | 'redriveCount' | 'redriveDate' | 'redriveRequests'>,
  nonce: string,
  advanced: Pick<Advanced, 'end'>,
  snapshot: Snapshot,
  next: NextWake,
): Head {
  const { end } = advanced;
  const common = {
    version: before.version + 1,
    nonce,
    redriveCount: before.redriveCount,
    ...(before.redriveDate === undefined ? {} : { redriveDate: before.redriveDate }),
    ...(before.redriveRequests === undefined ? {} : { redriveRequests: before.redriveRequests }),
    lastEventId: snapshot.nextEvent - 1,
  };
  if (!end) {
    return {
      ...common,
      status: 'RUNNING',
      snapshot: encodeSnapshot(snapshot),
      ...(next.wake && { wake: next.wake }),
      ...(next.dueAt !== undefined && { dueAt: next.dueAt }),
    };
  }
  return {
    ...common,
    status: end.status,
    stopDate: snapshot.lastTimestamp,
    // What still has to be stopped outlives the end, and what a redrive goes on with.
    snapshot: snapshot.cancellations.length + snapshot.frames.size > 0 ? encodeSnapshot(snapshot) : '',
    ...(end.status === 'SUCCEEDED'
      ? { output: end.output.text }
      : {
          ...(end.error === undefined ? {} : { error: end.error }),
          ...(end.cause === undefined ? {} : { cause: end.cause }),
        }),
  };
}
