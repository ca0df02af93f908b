import type { UnfinishedJob } from './snapshot.ts';

/**
 * Something that happened to an execution from outside. `pend` and `attempt` say which waiting thing it is for;
 * a stimulus for anything that no longer waits is ignored. Texts of `output` are JSON.
 */
export type Stimulus =
  | TaskStimulus
  | { readonly type: 'stop'; readonly error?: string; readonly cause?: string }
  /** For an execution that has ended without success: go on where it stood. */
  | { readonly type: 'redrive' };

export type TaskStimulus = { readonly pend: number; readonly attempt: number } & (
  | /** The service answered the call (request-response), or the awaited job / callback succeeded. */
    { readonly type: 'succeeded'; readonly output: string }
    /** The call, job or callback failed; members that were not given are absent. */
  | { readonly type: 'failed'; readonly error?: string; readonly cause?: string }
  /** The service accepted a `.sync` or `.waitForTaskToken` request, or an activity task was queued; the answer comes later. */
  | {
      readonly type: 'submitted';
      readonly output: string;
      readonly child?: string;
      readonly polled?: boolean;
      readonly unfinished?: UnfinishedJob;
    }
  /** Somebody has looked at the job: it goes on. */
  | { readonly type: 'stillRunning'; readonly unfinished: UnfinishedJob }
  /** The service refused a `.sync` or `.waitForTaskToken` request. */
  | { readonly type: 'refused'; readonly error?: string; readonly cause?: string }
  /** A worker polled the activity task. */
  | { readonly type: 'activityStarted'; readonly workerName?: string }
  /** The latest SendTaskHeartbeat, in milliseconds since the epoch. */
  | { readonly type: 'heartbeat'; readonly at: number }
);
