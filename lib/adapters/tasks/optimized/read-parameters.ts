import { isArray, isNumber, isObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { doubleOf } from '../../../asl/json-text/compare-numbers.ts';
import { ExactNumber } from '../../../asl/json-text/exact-number.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import { parseJson } from '../../../asl/json-text/parse-json.ts';
import type { Failure } from '../integration.ts';
import type { ParameterShape, ScalarType, StructureShape } from './parameter-shape.ts';

/** A request as the SDK takes it. */
export type RequestInput = Readonly<Record<string, unknown>>;

type ReadParameters =
  { readonly ok: true; readonly input: RequestInput } | { readonly ok: false; readonly failure: Failure };

/**
 * Makes the request of an action from a task's parameters. What the action does not have, misses, or has in another type
 * fails as in Step Functions: nothing of it is sent. Members that are null are not sent either.
 * @param parameters JSON text
 */
export function readParameters(parameters: string, shape: StructureShape): ReadParameters {
  const given = parseJson(parameters);
  const problems: string[] = [];
  const input = readStructure(isObject(given) ? given : {}, shape, problems);
  if (problems.length === 0) return { ok: true, input };
  const cause = `The Parameters '${parameters}' could not be used to start the Task: [${problems.join(', ')}]`;
  return { ok: false, failure: { error: 'States.Runtime', cause } };
}

function readStructure(given: JsonObject, shape: StructureShape, problems: string[]): RequestInput {
  const { members, required, sentAs, alias } = shape;
  const input: Record<string, unknown> = {};
  const parameters = Object.keys(given).map((parameter) => {
    const name = Object.hasOwn(members, parameter) ? parameter : alias?.(parameter);
    return { parameter, name };
  });
  for (const name of required) {
    if (!parameters.some((parameter) => parameter.name === name))
      problems.push(`The field '${name}' is required but was missing`);
  }
  for (const { parameter, name = '' } of parameters) {
    const member = members[name];
    const value = given[parameter] ?? null;
    if (!member) problems.push(`The field "${parameter}" is not supported by Step Functions`);
    else if (value !== null) input[sentAs?.[name] ?? name] = readValue(value, member, parameter, problems);
  }
  return input;
}

/** @param name the member that the value belongs to, which is what AWS complains about */
function readValue(value: Json, shape: ParameterShape, name: string, problems: string[]): unknown {
  const each = (item: Json, of: ParameterShape) => readValue(item, of, name, problems);
  if (shape.type === 'structure') {
    if (isObject(value)) return readStructure(value, shape, problems);
  } else if (shape.type === 'list') {
    if (isArray(value)) return value.map((item) => each(item, shape.of));
  } else if (shape.type === 'map') {
    if (isObject(value))
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, each(item, shape.of)]));
  } else {
    const scalar = SCALARS[shape.type](value);
    if (scalar !== undefined) return scalar;
  }
  problems.push(`The value of the field '${name}' has an invalid format`);
  return undefined;
}

/** The value for the SDK; undefined when it has another type. Java's SDK reads bytes as base64 and times from either form (guess). */
const SCALARS: Readonly<Record<ScalarType, (value: Json) => unknown>> = {
  string: (value) => (typeof value === 'string' ? value : undefined),
  text: (value) => (isObject(value) || isArray(value) ? jsonText(value) : SCALARS.string(value)),
  integer: (value) => (Number.isSafeInteger(doubleOf(value)) ? doubleOf(value) : undefined),
  number: numberOf,
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  blob: (value) => (typeof value === 'string' && BASE64.test(value) ? Buffer.from(value, 'base64') : undefined),
  bytes: (value) => Buffer.from(typeof value === 'string' ? value : jsonText(value)),
  json: (value) => JSON.parse(jsonText(value)) as unknown,
  timestamp: (value) => {
    if (typeof value !== 'string' && !isNumber(value)) return undefined;
    const date = new Date(typeof value === 'string' ? value : (doubleOf(value) ?? NaN));
    return Number.isNaN(date.getTime()) ? undefined : date;
  },
};

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

const INTEGER = /^-?\d+$/;

/** An integer of more digits than a double has is a bigint, which clients of the SDK write in full. */
function numberOf(value: Json): number | bigint | undefined {
  const double = doubleOf(value);
  if (!Number.isFinite(double)) return undefined;
  return value instanceof ExactNumber && !Number.isSafeInteger(double) && INTEGER.test(value.text)
    ? BigInt(value.text)
    : double;
}
