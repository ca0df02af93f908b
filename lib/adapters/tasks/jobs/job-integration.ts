import type { JsonObject } from '../../../asl/json.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import type { CallClass, TaskOutcome, TaskRequest } from '../../../ports/task-runner.ts';
import { sdkCallClass } from '../aws-sdk/call-class.ts';
import { isSpelling } from '../aws-sdk/request-shape.ts';
import type { Failure, Integration } from '../integration.ts';
import { connectionFailure } from '../service-error.ts';
import { structure } from '../optimized/parameter-shape.ts';
import { readParameters } from '../optimized/read-parameters.ts';
import { parseTaskResource } from '../task-resource.ts';
import { membersIn, regionOf, type CallService, type ServiceRequest } from './job-calls.ts';
import { jobsOf, pause, type LookOptions } from './job-looks.ts';
import { valueAt, type JobRules, type JobService, type JobServiceAction } from './job-service.ts';
import { CALL_MS, withinTime } from './within-time.ts';

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
    call: (request, signal) => withinTime(CALL_MS, signal, (limited) => run(request, limited)),
    ...(action.job && { jobs: jobsOf(service, action.job, call, options) }),
  };

  async function run(request: TaskRequest, signal: AbortSignal): Promise<TaskOutcome> {
    const given = membersIn(request.parameters);
    const notSupported = action.notSupported?.find((parameter) => Object.hasOwn(given, parameter));
    if (notSupported !== undefined) return parameterNotSupported(request, notSupported);
    const resource = parseTaskResource(request.resource);
    const pattern = resource?.kind === 'integration' ? resource.pattern : 'requestResponse';
    const asked = await afterFirst(request, given, signal);
    if ('error' in asked) return asked;
    const answered = await call(
      {
        region: regionOf(request),
        action: action.api ?? name,
        ...asked,
        complete: (input) => completed(action, input, { isSync: pattern === 'sync', request }),
      },
      signal,
    );
    if ('failure' in answered) return answered.failure;
    const waits = pattern !== 'requestResponse';
    const refusal = waits ? action.refusal?.(answered.answer) : undefined;
    if (refusal) return refusal;
    const named = asTheyAreNamed(given, Object.values(action.job?.asked ?? {}));
    const answer = action.answer?.(answered.answer, named) ?? answered.answer;
    const output = jsonText({ ...answer, ...(service.withoutMetadata ? {} : answered.metadata) });
    if (pattern !== 'sync' || !action.job) return { output };
    return submitted(service, action.job, output, answer, named, options);
  }

  /** The parameters of the request, perhaps after another one. */
  async function afterFirst(
    request: TaskRequest,
    given: JsonObject,
    signal: AbortSignal,
  ): Promise<Pick<ServiceRequest, 'parameters' | 'allowed'> | Failure> {
    const { parameters: allowed, first } = action;
    const { parameters } = request;
    if (!first) return { parameters, allowed };
    const read = readParameters(parameters, allowed !== undefined && 'members' in allowed ? allowed : structure({}));
    if (!read.ok) return read.failure;
    const ask = { region: regionOf(request), action: first.action, parameters: jsonText(first.parameters(given)) };
    const answered = await call(ask, signal);
    if ('failure' in answered) return answered.failure;
    const made = first.request(given, answered.answer);
    if (made) return { parameters: jsonText(made) };
    const named = jsonText(given[first.names] ?? null);
    return { error: service.errors.generic, cause: `There is no ${first.names} ${named}.` };
  }
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

/** Parameters with these names instead of other spellings that are understood. */
function asTheyAreNamed(given: JsonObject, names: readonly string[]): JsonObject {
  const entries = Object.entries(given);
  return Object.fromEntries(
    entries.map(([parameter, value]) => [names.find((name) => isSpelling(parameter, name)) ?? parameter, value]),
  );
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
