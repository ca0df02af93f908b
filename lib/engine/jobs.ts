import type { AbandonedJob, Pend, Snapshot } from '../asl/machine/snapshot.ts';
import { decodeSnapshot } from '../asl/machine/snapshot-codec.ts';
import type { TaskStimulus } from '../asl/machine/stimulus.ts';
import type { Execution } from '../ports/execution-store.ts';
import type { EngineContext } from './context.ts';

/** Looks at the job that a claimed pend waits for; undefined when it waits for none. */
export async function lookAtJob(
  { tasks }: EngineContext,
  executionArn: string,
  { id, attempt, call, looks = 1 }: Pend,
  signal: AbortSignal,
): Promise<TaskStimulus | undefined> {
  if (call?.job === undefined) return undefined;
  if (!tasks.jobs) throw new Error(`${call.resource} has a job, and there is nobody to look at it.`);
  const state = await tasks.jobs.look({ executionArn, resource: call.resource, job: call.job }, looks, signal);
  const to = { pend: id, attempt };
  if ('lookInMs' in state) return { type: 'stillRunning', ...to, unfinished: state };
  return 'error' in state ? { type: 'failed', ...to, ...state } : { type: 'succeeded', ...to, ...state };
}

/**
 * Asks services to stop the jobs that nobody waits for any more; best effort, as with AWS. Only turns do so: whoever
 * stops an execution need not wait for services.
 */
export async function stopJobs(
  context: EngineContext,
  executionArn: string,
  { cancellations }: Snapshot,
): Promise<void> {
  const abandoned = cancellations.filter((cancellation) => typeof cancellation !== 'string');
  await Promise.all(abandoned.map((job) => stopJob(context, executionArn, job)));
}

/** Asks a service to stop one job. Never rejects: if the service refuses, the job goes on. */
export async function stopJob(context: EngineContext, executionArn: string, job: AbandonedJob): Promise<void> {
  try {
    await context.tasks.jobs?.stop({ executionArn, ...job });
  } catch (error) {
    context.log({ message: `A job of ${job.resource} could not be stopped`, executionArn, error });
  }
}

/** Stops what an execution has left running at its end (R11; can be repeated). */
export async function stopJobsAtEnd(context: EngineContext, { record, head }: Execution): Promise<void> {
  if (head.snapshot !== '') await stopJobs(context, record.executionArn, decodeSnapshot(head.snapshot).snapshot);
}
