import { isObject, type JsonObject } from '../../../asl/json.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import type { JobHandle, UnfinishedJob } from '../../../asl/machine/snapshot.ts';
import type { Jobs, JobState, StartedJob } from '../../../ports/jobs.ts';
import type { CallClass, TaskOutcome, TaskRequest } from '../../../ports/task-runner.ts';
import { sdkCallClass } from '../aws-sdk/call-class.ts';
import type { Failure, Integration } from '../integration.ts';
import { connectionFailure } from '../service-error.ts';
import { parseTaskResource } from '../task-resource.ts';
import { membersIn, type CallService } from './job-calls.ts';
import { valueAt, type JobCall, type JobRules, type JobService, type JobServiceAction } from './job-service.ts';

export interface LookOptions {
  /** Pauses before the first look at a job, before the second, and so on; the last is repeated. Milliseconds. */
  readonly lookPausesMs: readonly number[];
}

/** So many looks in a row may bring no answer; then the task fails with the last failure. */
const MAX_UNANSWERED = 20;

/** One action of a service with jobs, in all its patterns. */
export function jobIntegration(
  service: JobService,
  name: string,
  action: JobServiceAction,
  call: CallService,
  options: LookOptions,
): Integration {
  return {
    callClass: callClassOf(name, action),
    lostError: connectionFailure(service.errors, 'the answer was lost; the call may or may not have been made'),
    async call(request, signal) {
      const given = membersIn(request.parameters);
      const notSupported = action.notSupported?.find((parameter) => Object.hasOwn(given, parameter));
      if (notSupported !== undefined) return parameterNotSupported(request, notSupported);
      const resource = parseTaskResource(request.resource);
      const pattern = resource?.kind === 'integration' ? resource.pattern : 'requestResponse';
      const answered = await call(
        {
          region: regionOf(request),
          action: action.api ?? name,
          parameters: request.parameters,
          allowed: action.parameters,
          complete: (input) => completed(action, input, { isSync: pattern === 'sync', request }),
        },
        signal,
      );
      if ('failure' in answered) return answered.failure;
      const waits = pattern !== 'requestResponse';
      const refusal = waits ? action.refusal?.(answered.answer) : undefined;
      if (refusal) return refusal;
      const answer = action.answer?.(answered.answer, given) ?? answered.answer;
      const output = jsonText({ ...answer, ...(service.withoutMetadata ? {} : answered.metadata) });
      if (pattern !== 'sync' || !action.job) return { output };
      return submitted(service, action.job, output, answer, given, options);
    },
    ...(action.job && { jobs: jobsOf(service, action.job, call, options) }),
  };
}

function parameterNotSupported({ resource }: TaskRequest, parameter: string): Failure {
  return {
    error: 'Stepyard.ParameterNotSupported',
    cause: `Stepyard does not support the parameter '${parameter}' of the Resource '${resource}' yet.`,
  };
}

function callClassOf(name: string, { api, clientToken }: JobServiceAction): CallClass {
  return clientToken === undefined ? sdkCallClass(api ?? name) : 'idempotent';
}

function completed(
  { clientToken, request: made }: JobServiceAction,
  input: Readonly<Record<string, unknown>>,
  task: { readonly isSync: boolean; readonly request: TaskRequest },
): Readonly<Record<string, unknown>> {
  const token = clientToken === undefined ? {} : { [clientToken]: task.request.idempotencyKey };
  return made?.({ ...token, ...input }, task) ?? { ...token, ...input };
}

function submitted(
  { errors }: JobService,
  { answered = {}, asked = {} }: JobRules,
  output: string,
  answer: JsonObject,
  given: JsonObject,
  { lookPausesMs }: LookOptions,
): TaskOutcome {
  const handle = { ...membersAt(given, asked), ...membersAt(answer, answered) };
  const missing = Object.keys(answered).find((name) => !Object.hasOwn(handle, name));
  if (missing !== undefined) {
    return { error: `${errors.prefix}.Unknown`, cause: `The answer has no ${missing}: ${output}` };
  }
  return { output, unfinished: { job: handle, lookInMs: pause(lookPausesMs, 0) } };
}

/** The texts at these places; those that are none are left out. */
function membersAt(value: JsonObject, paths: Readonly<Record<string, string>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, path] of Object.entries(paths)) {
    const text = valueAt(value, path);
    if (typeof text === 'string') found[name] = text;
  }
  return found;
}

function pause(lookPausesMs: readonly number[], looks: number): number {
  return lookPausesMs[Math.min(looks, lookPausesMs.length - 1)] ?? 1_000;
}

function jobsOf({ errors }: JobService, rules: JobRules, call: CallService, { lookPausesMs }: LookOptions): Jobs {
  const ask = ({ action, parameters }: JobCall, started: StartedJob, signal: AbortSignal) =>
    call({ region: regionOf(started), action, parameters: jsonText(parameters(started.job)) }, signal);

  /** Without an answer nothing is known of the job, but not for ever. */
  function unanswered({ job }: StartedJob, looks: number, failure: Failure): JobState {
    const count = Number(job['unanswered'] ?? 0) + 1;
    if (count >= MAX_UNANSWERED) return failure;
    return { job: { ...job, unanswered: count }, lookInMs: pause(lookPausesMs, looks) };
  }

  return {
    async look(started, looks, signal) {
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
      return stateOf(rules, found, { job, lookInMs: pause(lookPausesMs, looks) });
    },
    async stop(started) {
      const answered = rules.stop && (await ask(rules.stop, started, new AbortController().signal));
      if (answered && 'failure' in answered) {
        throw new Error(`${answered.failure.error}: ${answered.failure.cause}`);
      }
    },
  };
}

function stateOf(rules: JobRules, found: JsonObject, unfinished: UnfinishedJob): JobState {
  const status = valueAt(found, rules.status);
  const end = typeof status === 'string' ? rules.ends[status] : undefined;
  if (end === undefined) return unfinished;
  const text = jsonText(outputOf(rules, found, unfinished.job));
  const hasFailed = end === 'failed' || rules.hasFailed?.(found) === true;
  return hasFailed ? { error: 'States.TaskFailed', cause: text } : { output: text };
}

function outputOf({ output }: JobRules, found: JsonObject, handle: JobHandle): JsonObject {
  return output?.(found, handle) ?? found;
}

function regionOf({ executionArn }: { readonly executionArn: string }): string {
  return executionArn.split(':', 4)[3] ?? '';
}
