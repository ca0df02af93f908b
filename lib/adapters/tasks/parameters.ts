import { isArray, isObject } from '../../asl/json.ts';
import type { Json } from '../../asl/json.ts';
import { parseJson } from '../../asl/json-text/parse-json.ts';
import type { Failure } from './integration.ts';

/** `text`: a string, or an object or array that is sent as its text; `json`: any value. `null` counts as not given. */
type ParameterType = 'string' | 'text' | 'json';

export interface ParameterRule {
  readonly type: ParameterType;
  readonly required?: boolean;
}

type ValueOf<R extends ParameterRule> = R['type'] extends 'string' ? string : Json;

export type CheckedValues<Rules extends Readonly<Record<string, ParameterRule>>> = {
  readonly [Name in keyof Rules]: Rules[Name] extends { readonly required: true }
    ? ValueOf<Rules[Name]>
    : ValueOf<Rules[Name]> | undefined;
};

type CheckedParameters<Rules extends Readonly<Record<string, ParameterRule>>> =
  { readonly ok: true; readonly values: CheckedValues<Rules> } | { readonly ok: false; readonly failure: Failure };

const ACCEPTS: Readonly<Record<ParameterType, (value: Json) => boolean>> = {
  string: (value) => typeof value === 'string',
  text: (value) => typeof value === 'string' || isObject(value) || isArray(value),
  json: () => true,
};

/**
 * Reads a task's parameters against the rules of its action. Parameters that are not in the rules fail the task: a
 * task token beside the payload of a function would never arrive.
 */
export function checkParameters<Rules extends Readonly<Record<string, ParameterRule>>>(
  text: string,
  rules: Rules,
): CheckedParameters<Rules> {
  const parsed = parseJson(text);
  const given = new Map(isObject(parsed) ? Object.entries(parsed) : []);
  const problems: string[] = [];
  for (const [name, { type, required }] of Object.entries(rules)) {
    const value = given.get(name);
    if (value === undefined || value === null) {
      given.delete(name);
      if (required) problems.push(`The field '${name}' is required but was missing`);
    } else if (!ACCEPTS[type](value)) {
      problems.push(`The value of the field '${name}' has an invalid format`);
    }
  }
  for (const name of given.keys()) {
    if (!Object.hasOwn(rules, name)) problems.push(`The field "${name}" is not supported by Step Functions`);
  }
  if (problems.length === 0) return { ok: true, values: Object.fromEntries(given) as CheckedValues<Rules> };
  const cause = `The Parameters '${text}' could not be used to start the Task: [${problems.join(', ')}]`;
  return { ok: false, failure: { error: 'States.Runtime', cause } };
}
