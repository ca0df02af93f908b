import { compilePath } from '../../data/json-path.ts';
import { compileTemplate } from '../../data/template.ts';
import { runtimeFailure } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { doubleOf } from '../../json-text/compare-numbers.ts';
import { jsonText } from '../../json-text/json-text.ts';
import type { Visit } from '../../machine/visit.ts';
import { effectiveInput } from './exit.ts';

/** TimeoutSeconds, HeartbeatSeconds and their …Path. */
export function taskSeconds(visit: Visit<'Task'>, field: 'TimeoutSeconds' | 'HeartbeatSeconds'): number | undefined {
  const { definition } = visit.state;
  const literal = definition[field];
  const path = definition[`${field}Path`];
  if (path === undefined) return typeof literal === 'number' ? literal : undefined;
  const value = compilePath(path).read(visit.scope(effectiveInput(visit).value));
  const seconds = doubleOf(value);
  if (seconds !== undefined && Number.isInteger(seconds) && seconds > 0) return seconds;
  throw runtimeFailure(`The ${field}Path field must refer to a positive integer, but ${path} is ${jsonText(value)}`);
}

/** Credentials: the role that the call is made with, literal or from a path. */
export function roleArn(visit: Visit<'Task'>): string | undefined {
  const { Credentials: credentials } = visit.state.definition;
  if (credentials === undefined) return undefined;
  const scope = visit.scope(effectiveInput(visit).value);
  const evaluated = compileTemplate(credentials).evaluate(scope) as JsonObject;
  return typeof evaluated['RoleArn'] === 'string' ? evaluated['RoleArn'] : undefined;
}
