import type { Clock } from '../../ports/clock.ts';
import type { Ms } from '../../ports/execution-store.ts';
import type { TaskRunner } from '../../ports/task-runner.ts';

/**
 * Tasks as one turn may call them. A Lambda function that was frozen and thawed after its turn's end may find itself
 * just before a call that somebody else has long taken over; it then makes none and gets no answer.
 * @param deadline milliseconds since the epoch, the hard end of the turn
 */
export function callsUntil(tasks: TaskRunner, deadline: Ms, clock: Clock): TaskRunner {
  const { jobs } = tasks;
  const inTime = <T>(make: () => Promise<T>): Promise<T> =>
    clock.now() < deadline ? make() : new Promise<never>(() => undefined);
  return {
    ...tasks,
    call: (request, signal) => inTime(() => tasks.call(request, signal)),
    ...(jobs && {
      jobs: {
        look: (started, looks, signal) => inTime(() => jobs.look(started, looks, signal)),
        stop: (started) => inTime(() => jobs.stop(started)),
      },
    }),
  };
}
