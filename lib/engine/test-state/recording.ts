import type { DataStep, StateObserver } from '../../asl/machine/observer.ts';
import type { Failure } from '../../asl/machine/snapshot.ts';
import type { Payload } from '../../asl/payload.ts';
import type { Exit } from '../../asl/states/outcome.ts';
import type { ErrorDetails } from './state-test.ts';

/** The largest Integer of the service model: a pause may have grown beyond all bounds. */
const MAX_INTEGER = 2 ** 31 - 1;

/** What has been seen of a state so far. */
export interface Recording {
  readonly observer: StateObserver;
  readonly data: Map<DataStep, Payload>;
  readonly exit: Exit | undefined;
  /** The latest failure. */
  readonly failure: Failure | undefined;
  /** What the state's retriers and catchers made of that failure. */
  readonly handling: ErrorDetails;
}

export function createRecording(): Recording {
  const data = new Map<DataStep, Payload>();
  let exit: Exit | undefined;
  let failure: Failure | undefined;
  let handling: ErrorDetails = {};
  return {
    data,
    observer: {
      data: (step, value) => void data.set(step, value),
      failed(newFailure) {
        failure = newFailure;
        handling = {};
      },
      retried(retryIndex, delay) {
        handling =
          delay === undefined
            ? { retryIndex }
            : { retryIndex, retryBackoffIntervalSeconds: Math.min(Math.round(delay / 1000), MAX_INTEGER) };
      },
      caught(catchIndex) {
        handling = { ...handling, catchIndex };
      },
      left(newExit) {
        exit = newExit;
      },
    },
    get exit() {
      return exit;
    },
    get failure() {
      return failure;
    },
    get handling() {
      return handling;
    },
  };
}
