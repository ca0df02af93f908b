import type { Jobs } from '../../lib/ports/jobs.ts';
import type { TaskRequest } from '../../lib/ports/task-runner.ts';
import { io, type Sandbox } from './sandbox.ts';
import type { World } from './world.ts';

/** The longest pause between two looks. */
export const LONGEST_LOOK_MS = 15_000;
const FAILURE_RATE = 0.1;

interface Job {
  readonly endsAt: number;
  readonly end: { readonly output: string } | { readonly error: string };
}

/** A service that runs jobs, and outlives every process. */
export interface JobService {
  /** Starts a job; answers its id. */
  submit(): number;
  endOf(id: number): Job | undefined;
  /** Jobs that somebody has asked to stop. */
  readonly stopped: Set<number>;
  /** Jobs that a history tells of. */
  readonly known: Set<number>;
  /** How many there are. */
  count(): number;
}

export function createJobService({ random, scheduler, ledger }: World): JobService {
  const jobs: Job[] = [];
  return {
    submit() {
      const output = JSON.stringify({ job: jobs.length });
      ledger.gave(output);
      const seconds = random.chance(0.15) ? random.between(60, 300) : random.between(0, 40);
      const end = random.chance(FAILURE_RATE) ? { error: 'States.TaskFailed', cause: output } : { output };
      return jobs.push({ endsAt: scheduler.now() + seconds * 1_000, end }) - 1;
    },
    endOf: (id) => jobs[id],
    stopped: new Set(),
    known: new Set(),
    count: () => jobs.length,
  };
}

/** The handle of a job, from the call that has started it. */
export function startedJob(id: number, { pend, attempt }: TaskRequest) {
  return { job: { id, pend, attempt }, lookInMs: 1_000 };
}

/** The service as one process reaches it. */
export function reachJobs(world: World, sandbox: Sandbox, service: JobService): Jobs {
  const { ledger, scheduler } = world;
  return {
    look({ executionArn, job }, looks) {
      const { id = -1, pend, attempt } = job;
      ledger.called({ executionArn, pend: Number(pend), attempt: Number(attempt) }, sandbox, 'readOnly');
      const unfinished = { job, lookInMs: Math.min(LONGEST_LOOK_MS, looks * 1_000) };
      return io(world, sandbox, {
        what: `look at job ${id}`,
        effect: async () => {
          const found = service.endOf(Number(id));
          if (!found) throw new Error(`There is no job ${id}.`);
          return found.endsAt > scheduler.now() ? unfinished : found.end;
        },
        unknown: () => unfinished,
      });
    },
    stop({ job: { id = -1 } }) {
      service.stopped.add(Number(id));
      return io(world, sandbox, { what: `stop job ${id}`, effect: async () => undefined, unknown: () => undefined });
    },
  };
}
