import { createHash } from 'node:crypto';
import type { Pend } from '../asl/machine/snapshot.ts';
import type { TaskStimulus } from '../asl/machine/stimulus.ts';
import { activityTaskPartition, type ActivityTask } from '../ports/activity-task.ts';
import type { ExecutionRecord } from '../ports/execution-store.ts';
import { StoreUnavailable } from '../ports/store-unavailable.ts';
import type { TaskOutcome } from '../ports/task-runner.ts';
import { isRepeatable } from './claims.ts';
import { STORE_RETRY_MS, type EngineContext } from './context.ts';
import { lookAtJob } from './jobs.ts';
import type { LoadedMachine } from './machines.ts';
import { createMapRun } from './map-run/create-map-run.ts';
import { encodeToken } from './task-token.ts';

/**
 * Makes the call that a claimed pend asks for and words the answer as a stimulus. Does not reject. Calls that our own
 * store refuses (nested executions, activity tasks) can be repeated, so they wait until it is back.
 */
export async function perform(
  context: EngineContext,
  record: ExecutionRecord,
  machine: LoadedMachine,
  pend: Pend,
  signal: AbortSignal,
): Promise<TaskStimulus> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(context, record, machine, pend, signal);
    } catch (error) {
      if (tries === 1) context.log({ message: 'A call could not be made', executionArn: record.executionArn, error });
      if (!(error instanceof StoreUnavailable) || !isRepeatable(context.tasks, pend) || signal.aborted) {
        return lost(context, pend);
      }
    }
    await context.clock.sleep(STORE_RETRY_MS, signal);
  }
}

async function attempt(
  context: EngineContext,
  record: ExecutionRecord,
  machine: LoadedMachine,
  pend: Pend,
  signal: AbortSignal,
): Promise<TaskStimulus> {
  const answer = { pend: pend.id, attempt: pend.attempt };
  const look = await lookAtJob(context, record.executionArn, pend, signal);
  if (look) return look;
  if (pend.kind === 'activity') {
    await queueActivityTask(context, record, pend);
    return { type: 'submitted', ...answer, output: 'null' };
  }
  if (pend.kind === 'mapRun') {
    await createMapRun(context, record, pend);
    return { type: 'submitted', ...answer, output: 'null' };
  }
  const outcome = await call(context, record, machine, pend, signal);
  if ('error' in outcome) return { type: pend.kind === 'task' ? 'failed' : 'refused', ...answer, ...outcome };
  if (pend.kind === 'task') return { type: 'succeeded', ...answer, output: outcome.output };
  return { type: 'submitted', ...answer, ...outcome };
}

function lost({ tasks }: EngineContext, { id, attempt, kind, call }: Pend): TaskStimulus {
  const type = kind === 'task' || call?.job !== undefined ? 'failed' : 'refused';
  return { type, pend: id, attempt, ...tasks.lostError(call?.resource ?? '') };
}

function call(
  context: EngineContext,
  record: ExecutionRecord,
  { revision }: LoadedMachine,
  pend: Pend,
  signal: AbortSignal,
): Promise<TaskOutcome> {
  const { executionArn, stateMachineArn } = record;
  return context.tasks.call(
    {
      executionArn,
      stateMachineArn,
      roleArn: revision.roleArn,
      resource: pend.call?.resource ?? '',
      parameters: pend.call?.parameters.text ?? '{}',
      idempotencyKey: idempotencyKey(executionArn, pend),
      pend: pend.id,
      attempt: pend.attempt,
    },
    signal,
  );
}

/** The same for every re-send of one attempt: 32 lower-case hex digits, valid as a name or client token anywhere. */
function idempotencyKey(executionArn: string, pend: Pend): string {
  return createHash('sha256').update(`${executionArn}/${pend.id}/${pend.attempt}`).digest('hex').slice(0, 32);
}

/** Oldest first; queued twice it is still one task. */
async function queueActivityTask(context: EngineContext, record: ExecutionRecord, pend: Pend): Promise<void> {
  const { executionArn } = record;
  const place = { executionArn, pend: pend.id, attempt: pend.attempt };
  const task: ActivityTask = {
    ...place,
    taskToken: encodeToken(context.tokenKey, place),
    input: pend.call?.parameters.text ?? '{}',
  };
  const key = idempotencyKey(executionArn, pend);
  const scheduled = pend.call?.scheduledAt ?? 0;
  await context.resources.put(
    activityTaskPartition(pend.call?.resource ?? ''),
    `${String(scheduled).padStart(15, '0')}/${key}`,
    task,
  );
}
