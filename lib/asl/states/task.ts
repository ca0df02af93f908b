import { compilePath, type CompiledPath } from '../data/json-path.ts';
import { compileTemplate } from '../data/template.ts';
import type { JsonObject } from '../json.ts';
import { runtimeFailure } from '../errors.ts';
import type { Visit } from '../machine/visit.ts';
import type { Payload } from '../payload.ts';
import { effectiveInput, exitWithResult, parameters } from './json-path-flow.ts';
import type { Outcome } from './outcome.ts';

export function enterTask(visit: Visit<'Task'>): Outcome {
  const { definition } = visit.state;
  const input = effectiveInput(visit);
  const timeoutSeconds = seconds(
    'TimeoutSecondsPath',
    definition.TimeoutSeconds,
    definition.TimeoutSecondsPath,
    input,
    visit,
  );
  const heartbeatSeconds = seconds(
    'HeartbeatSecondsPath',
    definition.HeartbeatSeconds,
    definition.HeartbeatSecondsPath,
    input,
    visit,
  );
  return {
    type: 'task',
    parameters: parameters(visit, input),
    timeoutSeconds,
    heartbeatSeconds,
    roleArn: roleOf(definition.Credentials, input, visit),
  };
}

export function leaveTask(visit: Visit<'Task'>, result: Payload): Outcome {
  return exitWithResult(visit, result);
}

function seconds(
  field: string,
  literal: number | string | undefined,
  path: string | undefined,
  input: Payload,
  visit: Visit,
): number | undefined {
  if (path === undefined) return typeof literal === 'number' ? literal : undefined;
  const compiled: CompiledPath = compilePath(path);
  const value = compiled.read(visit.scope(input.value));
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw runtimeFailure(`The ${field} field must refer to a positive integer, but ${path} is ${JSON.stringify(value)}`);
}

/** Credentials: the role that the call is made with, literal or from a path. */
function roleOf(credentials: JsonObject | undefined, input: Payload, visit: Visit): string | undefined {
  if (credentials === undefined) return undefined;
  const evaluated = compileTemplate(credentials).evaluate(visit.scope(input.value)) as JsonObject;
  return typeof evaluated['RoleArn'] === 'string' ? evaluated['RoleArn'] : undefined;
}
