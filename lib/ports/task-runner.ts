import type { UnfinishedJob } from '../asl/machine/snapshot.ts';
import type { HttpExchange } from './http-exchange.ts';
import type { Jobs } from './jobs.ts';

/**
 * What a lost call means: `readOnly` and `idempotent` calls are sent again with the same key,
 * `atMostOnce` calls fail their attempt.
 */
export type CallClass = 'readOnly' | 'idempotent' | 'atMostOnce';

/** One call to a service, made by a Task state. */
export interface TaskRequest {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly roleArn: string;
  /** The Resource of the state, unchanged. */
  readonly resource: string;
  /** JSON text after Parameters / Arguments. */
  readonly parameters: string;
  /** Same for every re-send of one attempt: a client token, or the name of a nested execution. */
  readonly idempotencyKey: string;
  /** The waiting task that a nested execution answers to. */
  readonly pend: number;
  readonly attempt: number;
  /** Is told what an HTTP Task sent and got; set when a state is tested. */
  inspect?(exchange: HttpExchange): void;
}

export type TaskOutcome =
  /**
   * JSON text of the service's answer; `child` is the nested execution that `.sync` waits for, `polled` says that it
   * does not report its end; `unfinished` is the job that `.sync` waits for.
   */
  | {
      readonly output: string;
      readonly child?: string;
      readonly polled?: boolean;
      readonly unfinished?: UnfinishedJob;
    }
  | { readonly error: string; readonly cause?: string };

/** A call that is about to be made. */
export interface ScheduledCall {
  readonly pend: number;
  readonly resource: string;
  /** JSON text; undefined when it would have to be read first. */
  readonly parameters: string | undefined;
  /** When the state's time-out ends the call, in milliseconds since the epoch. */
  readonly due: number | undefined;
}

export interface TaskRunner {
  /** The class of a Resource; and the error that a lost `atMostOnce` call becomes. */
  classify(resource: string): CallClass;
  lostError(resource: string): { readonly error: string; readonly cause: string };
  /** Never rejects for reasons of the service: these are outcomes. A rejection is a bug of ours. */
  call(request: TaskRequest, signal: AbortSignal): Promise<TaskOutcome>;
  /** Looks at the jobs that calls have started; absent where no call starts any. */
  readonly jobs?: Jobs;
  /**
   * The pends of calls that may outlive the turn, so that another turn has to make them. Absent where turns have no end.
   */
  tooLong?(executionArn: string, calls: readonly ScheduledCall[]): Promise<ReadonlySet<number>>;
}
