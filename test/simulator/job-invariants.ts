import { detailsOf, type HistoryEventText } from '../../lib/engine/history-codec.ts';
import { LONGEST_LOOK_MS, type JobService } from './jobs.ts';
import { JOB } from './workload.ts';

/** Without faults: a turn that waits for a long call makes no looks in its last seconds, and another comes after it. */
const LATE_MS = 15_000;

export interface Circumstances {
  readonly withoutFaults: boolean;
  /** A message outlives its process, and with it what the end of an execution owes. */
  readonly isDurable: boolean;
}

/** Every job that a task has submitted ends the task as it ended itself, in time, or somebody has asked to stop it. */
export function checkJobs(
  events: readonly HistoryEventText[],
  jobs: JobService,
  { withoutFaults, isDurable }: Circumstances,
  violated: (what: string) => void,
): void {
  for (const event of events) {
    if (event.type !== 'TaskSubmitted' || !JOB.endsWith(String(detailsOf(event)['resource']))) continue;
    const { id } = JSON.parse(String(detailsOf(event)['output'])) as { readonly id: number };
    const job = jobs.endOf(id);
    jobs.known.add(id);
    const result = events.find(({ type, previousEventId }) => previousEventId === event.id && /^Task[SF]/.test(type));
    if (!job) violated(`event ${event.id} has job ${id}, which nobody has started.`);
    else if (!result) {
      const isOwed = withoutFaults || isDurable;
      if (isOwed && !jobs.stopped.has(id)) violated(`job ${id} was left running (event ${event.id}).`);
    } else {
      const { output, error, cause } = detailsOf(result);
      const end = JSON.stringify(output === undefined ? { error, cause } : { output });
      if (end !== JSON.stringify(job.end)) violated(`job ${id} did not end as event ${result.id} says: ${end}`);
      if (result.timestamp < job.endsAt) violated(`job ${id} had not ended at event ${result.id}.`);
      const late = result.timestamp - Math.max(job.endsAt, event.timestamp);
      if (withoutFaults && late > LONGEST_LOOK_MS + LATE_MS) violated(`the end of job ${id} is seen ${late} ms late.`);
    }
  }
}

/** A job that no history tells of, because nobody waited for it any more when it was started, has to be stopped as well. */
export function checkUnknownJobs(jobs: JobService, violated: (what: string) => void): void {
  for (let id = 0; id < jobs.count(); id += 1) {
    if (!jobs.known.has(id) && !jobs.stopped.has(id)) violated(`Job ${id} was left running, and nobody knows of it.`);
  }
}
