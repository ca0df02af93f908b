import type { JobHandle, UnfinishedJob } from '../asl/machine/snapshot.ts';

/** A job that a `.sync` task has started, as its service is asked for it. */
export interface StartedJob {
  readonly executionArn: string;
  /** The Resource of the task. */
  readonly resource: string;
  readonly job: JobHandle;
}

export type JobState =
  | UnfinishedJob
  /** JSON text of what the job has come to. */
  | { readonly output: string }
  | { readonly error: string; readonly cause?: string };

/** The jobs of services. */
export interface Jobs {
  /**
   * Asks whether a job has ended; changes nothing, so it may be asked again. Never rejects for reasons of the service.
   * @param looks from 1
   */
  look(started: StartedJob, looks: number, signal: AbortSignal): Promise<JobState>;
  /**
   * Asks that a job be stopped, without waiting for its end. A job may be asked more than once, also when it has ended.
   * Rejects when the service does not take that.
   */
  stop(started: StartedJob): Promise<void>;
}
