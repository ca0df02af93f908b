import { activityTaskPartition, type ActivityTask } from '../../ports/activity-task.ts';
import { ApiError } from '../api-error.ts';
import type { Call } from '../call.ts';
import { operation } from '../operation.ts';
import { arn, name } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { findActivity } from './find-activity.ts';

const FIRST_PAUSE_MS = 20;
/** Tasks looked at in one go; more than one because the first ones may have been taken or have timed out. */
const TASKS_PER_LOOK = 10;

/** Waits for a task up to the poll limit; `{}` if none came. */
export const getActivityTask = operation(
  'GetActivityTask',
  { activityArn: required(arn), workerName: name },
  async (input, call) => {
    await findActivity(call, input.activityArn);
    const leave = enter(call, input.activityArn);
    const waiting = new AbortController();
    const stop = () => {
      waiting.abort();
    };
    const reasons = [call.signal(), call.closing];
    for (const reason of reasons) reason.addEventListener('abort', stop);
    try {
      if (reasons.some(({ aborted }) => aborted)) stop();
      return await poll(call, input.activityArn, input.workerName, waiting.signal);
    } finally {
      for (const reason of reasons) reason.removeEventListener('abort', stop);
      leave();
    }
  },
);

function enter(call: Call, activityArn: string): () => void {
  const pollers = (call.pollers.get(activityArn) ?? 0) + 1;
  if (pollers > call.limits.activityPollers) {
    throw new ApiError(
      'ActivityWorkerLimitExceeded',
      'The maximum number of workers concurrently polling for activity tasks has been reached.',
    );
  }
  call.pollers.set(activityArn, pollers);
  return () => {
    const left = (call.pollers.get(activityArn) ?? 1) - 1;
    if (left === 0) call.pollers.delete(activityArn);
    else call.pollers.set(activityArn, left);
  };
}

async function poll(
  call: Call,
  activityArn: string,
  workerName: string | undefined,
  waiting: AbortSignal,
): Promise<object> {
  const { clock } = call.context;
  const end = clock.now() + call.limits.activityPollMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, call.limits.activityPauseMs)) {
    const task = await takeTask(call, activityArn, workerName, waiting);
    if (task !== undefined) return { taskToken: task.taskToken, input: task.input };
    const left = end - clock.now();
    if (left <= 0 || waiting.aborted) return {};
    await clock.sleep(Math.min(pause, left), waiting);
  }
}

/**
 * The oldest task that this worker gets. The execution decides who that is: of several workers that see a task, one
 * starts it, and for the others it is closed. A worker that has gone away starts none, so that its task stays queued.
 */
async function takeTask(
  call: Call,
  activityArn: string,
  workerName: string | undefined,
  waiting: AbortSignal,
): Promise<ActivityTask | undefined> {
  const { resources, engine } = call.context;
  const partition = activityTaskPartition(activityArn);
  for (const { sort, body: task } of await resources.list<ActivityTask>(partition, { limit: TASKS_PER_LOOK })) {
    if (waiting.aborted) return undefined;
    const { executionArn, pend, attempt } = task;
    const result = await engine.stimulate(executionArn, {
      type: 'activityStarted',
      pend,
      attempt,
      ...(workerName === undefined ? {} : { workerName }),
    });
    await resources.delete(partition, sort);
    if (result === 'applied') return task;
  }
  return undefined;
}
