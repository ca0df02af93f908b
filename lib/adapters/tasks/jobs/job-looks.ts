import { isObject, type JsonObject } from '../../../asl/json.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import type { JobHandle } from '../../../asl/machine/snapshot.ts';
import type { Jobs, JobState, StartedJob } from '../../../ports/jobs.ts';
import type { Failure } from '../integration.ts';
import { regionOf, type CallService } from './job-calls.ts';
import { valueAt, type JobCall, type JobRules, type JobService } from './job-service.ts';
import { CALL_MS, STOP_MS, withinTime } from './within-time.ts';

export interface LookOptions {
  /** Pauses before the first look at a job, before the second, and so on; the last is repeated. Milliseconds. */
  readonly lookPausesMs: readonly number[];
}

/** So many looks in a row may bring no answer; then the task fails with the last failure. */
const MAX_UNANSWERED = 20;

/** The pause after so many looks. */
export function pause(lookPausesMs: readonly number[], looks: number): number {
  return lookPausesMs[Math.min(looks, lookPausesMs.length - 1)] ?? 1_000;
}

/** Looks at the jobs of an action, and stops them. */
export function jobsOf(
  { errors }: JobService,
  rules: JobRules,
  call: CallService,
  { lookPausesMs }: LookOptions,
): Jobs {
  const ask = ({ action, parameters }: JobCall, started: StartedJob, signal: AbortSignal) =>
    call({ region: regionOf(started), action, parameters: jsonText(parameters(started.job)) }, signal);

  /** Without an answer nothing is known of the job, but not for ever. */
  function unanswered({ job }: StartedJob, looks: number, failure: Failure): JobState {
    const count = Number(job['unanswered'] ?? 0) + 1;
    if (count >= MAX_UNANSWERED) return failure;
    return { job: { ...job, unanswered: count }, lookInMs: pause(lookPausesMs, looks) };
  }

  /** A job whose status says more than is so, perhaps. */
  async function doubted(
    started: StartedJob,
    found: JsonObject,
    looks: number,
    signal: AbortSignal,
  ): Promise<JobState> {
    const output = jsonText(outputOf(rules, found, started.job));
    const failure = { error: 'States.TaskFailed', cause: output };
    if (!rules.doubt) return failure;
    const { action, parameters, hasFailed } = rules.doubt;
    const request = { region: regionOf(started), action, parameters: jsonText(parameters(found)) };
    const answered = await call(request, signal);
    if ('failure' in answered) return answered.isPassing ? unanswered(started, looks, failure) : failure;
    return hasFailed(found, answered.answer) ? failure : { output };
  }

  async function look(started: StartedJob, looks: number, signal: AbortSignal): Promise<JobState> {
    const answered = await ask(rules.look, started, signal);
    if ('failure' in answered) {
      const { failure, isPassing } = answered;
      if (failure.error === rules.gone) return { output: jsonText(outputOf(rules, {}, started.job)) };
      return isPassing ? unanswered(started, looks, failure) : failure;
    }
    const found = rules.found === undefined ? answered.answer : valueAt(answered.answer, rules.found);
    if (!isObject(found)) {
      const cause = `The job is not there: ${jsonText(answered.answer)}`;
      return unanswered(started, looks, { error: `${errors.prefix}.Unknown`, cause });
    }
    const { unanswered: _, ...job } = started.job;
    const end = endOf(rules, found);
    if (end === undefined) return { job, lookInMs: pause(lookPausesMs, looks) };
    if (end === 'doubtful') return doubted(started, found, looks, signal);
    const text = jsonText(outputOf(rules, found, job));
    return end === 'failed' ? { error: 'States.TaskFailed', cause: text } : { output: text };
  }

  return {
    look: (started, looks, signal) => withinTime(CALL_MS, signal, (limited) => look(started, looks, limited)),
    async stop(started) {
      const { stop } = rules;
      const answered = stop && (await withinTime(STOP_MS, undefined, (limited) => ask(stop, started, limited)));
      if (answered && 'failure' in answered) {
        throw new Error(`${answered.failure.error}: ${answered.failure.cause}`);
      }
    },
  };
}

/** How a job has ended; undefined: it goes on. `doubtful`: its status says more than is so, perhaps. */
function endOf(
  { status, ends, hasFailed }: JobRules,
  found: JsonObject,
): 'succeeded' | 'failed' | 'doubtful' | undefined {
  const text = valueAt(found, status);
  const end = typeof text === 'string' ? ends[text] : undefined;
  return end === 'succeeded' && hasFailed?.(found) === true ? 'doubtful' : end;
}

function outputOf({ output }: JobRules, found: JsonObject, handle: JobHandle): JsonObject {
  return output?.(found, handle) ?? found;
}
