import {
  boolean,
  bytes,
  integer,
  json,
  list,
  map,
  number,
  type ParameterShape,
  type StructureShape,
  text,
  timestamp,
} from '../optimized/parameter-shape.ts';
import { memberName } from './java-names.ts';
import { membersOf, requiredMembers, type SdkSchema } from './sdk-schema.ts';

/** Step Functions takes no parameter that begins otherwise (reported for Batch). */
const CAPITAL = /^[A-Z]/;

/** The parameters that an action takes, of its input in the API. Capitals within names may be others, such as the API's own. */
export function requestShape(input: SdkSchema): StructureShape {
  return shapeOf(input, INPUTS, () => requiredMembers(input).map(memberName));
}

/** Each is made once: structures contain themselves, in many ways. */
const INPUTS = new WeakMap<object, StructureShape>();
const STRUCTURES = new WeakMap<object, StructureShape>();

function shapeOf(
  schema: SdkSchema,
  known: WeakMap<object, StructureShape>,
  required: () => readonly string[],
): StructureShape {
  const written = schema.getSchema();
  // An action without input has a word for it.
  if (typeof written !== 'object' || written === null) return structureShape(schema, []);
  const shape = known.get(written) ?? structureShape(schema, required());
  known.set(written, shape);
  return shape;
}

function structureShape(schema: SdkSchema, required: readonly string[]): StructureShape {
  let made: Members | undefined;
  const members = (): Members => (made ??= membersShape(schema));
  return {
    type: 'structure',
    required,
    // Only when they are asked for.
    get members() {
      return members().shapes;
    },
    get sentAs() {
      return members().sentAs;
    },
    alias: (parameter) => (CAPITAL.test(parameter) ? members().bySpelling.get(spelling(parameter)) : undefined),
  };
}

interface Members {
  readonly shapes: Readonly<Record<string, ParameterShape>>;
  readonly sentAs: Readonly<Record<string, string>>;
  readonly bySpelling: ReadonlyMap<string, string>;
}

function membersShape(schema: SdkSchema): Members {
  const members = membersOf(schema).map(([apiName, member]) => ({ apiName, member, name: memberName(apiName) }));
  return {
    shapes: Object.fromEntries(members.map(({ name, member }) => [name, memberShape(name, member)])),
    sentAs: Object.fromEntries(members.map(({ name, apiName }) => [name, apiName])),
    bySpelling: new Map(members.map(({ name, apiName }) => [spelling(apiName), name])),
  };
}

/** Does a parameter name this member in any of the spellings that are understood? */
export function isSpelling(parameter: string, name: string): boolean {
  return parameter === name || (CAPITAL.test(parameter) && spelling(parameter) === spelling(name));
}

function spelling(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/**
 * Clients do not tell integers from doubles; Java does. These are words that names of integers end in, and those of no
 * double in any API (models of 2026).
 */
const INTEGERS =
  /(?:^Limit|Attempts|BatchSize|(?<!Sample)Count|Days|Hours|Iops|Items|Keys|Nodes|PageSize|Period|Port|Quantity|Records|Results|Retries|(?<!Cooldown)Seconds|Timeout|Tokens|Version|VersionNumber)$/;

/** @param name as Step Functions writes it */
function memberShape(name: string, schema: SdkSchema): ParameterShape {
  const shape = valueShape(schema);
  return shape === number && INTEGERS.test(name) ? integer : shape;
}

function valueShape(schema: SdkSchema): ParameterShape {
  // What a structure within misses is for the service to say.
  if (schema.isStructSchema()) return shapeOf(schema, STRUCTURES, () => []);
  if (schema.isListSchema()) return list(valueShape(schema.getValueSchema()));
  if (schema.isMapSchema()) return map(valueShape(schema.getValueSchema()));
  if (schema.isBlobSchema()) return bytes;
  if (schema.isTimestampSchema()) return timestamp;
  if (schema.isBooleanSchema()) return boolean;
  if (schema.isNumericSchema() || schema.isBigIntegerSchema() || schema.isBigDecimalSchema()) return number;
  return schema.isDocumentSchema() ? json : text;
}
