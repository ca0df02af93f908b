import type { Jobs } from '../../ports/jobs.ts';
import type { CallClass, TaskOutcome, TaskRequest } from '../../ports/task-runner.ts';

/** One kind of Task that Stepyard can run: how a lost call is treated, and the call itself. */
export interface Integration {
  readonly callClass: CallClass;
  /** What the attempt fails with when nobody knows whether the call was made; only used for `atMostOnce`. */
  readonly lostError: { readonly error: string; readonly cause: string };
  call(request: TaskRequest, signal: AbortSignal): Promise<TaskOutcome>;
  /** Looks at the jobs that the call starts; absent when it starts none. */
  readonly jobs?: Jobs;
}

export interface Failure {
  readonly error: string;
  readonly cause: string;
}
