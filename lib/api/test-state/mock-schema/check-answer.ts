import { isArray, isObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { validation } from '../../errors.ts';
import type { OutputShape } from './output-shape.ts';

/** STRICT asks for the required members too; PRESENT looks only at those that are there. */
export type FieldValidationMode = 'STRICT' | 'PRESENT' | 'NONE';

/** What AWS says of a field of another type. */
const TYPES: { readonly [T in Exclude<OutputShape['type'], 'any'>]: string } = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  list: 'an array',
  map: 'an object',
  structure: 'an object',
};

/** ValidationException for the first field that is not as the service's API has it; members unknown to it pass. */
export function checkAnswer(value: Json, shape: OutputShape, mode: FieldValidationMode): void {
  if (mode === 'NONE') return;
  checkValue(value, shape, mode, 'result');
}

function checkValue(value: Json, shape: OutputShape, mode: FieldValidationMode, field: string): void {
  switch (shape.type) {
    case 'any':
      return;
    case 'string':
      if (typeof value !== 'string') wrongType(field, shape);
      else if (shape.values) checkListed(value, shape.values, field);
      else checkLength(value, shape, field);
      return;
    case 'number':
      if (typeof value !== 'number') wrongType(field, shape);
      else checkSize(value, shape, field);
      return;
    case 'boolean':
      if (typeof value !== 'boolean') wrongType(field, shape);
      return;
    case 'list':
      if (!isArray(value)) wrongType(field, shape);
      else for (const item of value) checkValue(item, shape.of, mode, field);
      return;
    case 'map':
      if (!isObject(value)) wrongType(field, shape);
      else for (const member of Object.values(value)) checkValue(member, shape.of, mode, field);
      return;
    case 'structure':
      if (!isObject(value)) wrongType(field, shape);
      else checkMembers(value, shape, mode);
  }
}

function checkMembers(
  value: JsonObject,
  { members, required }: Extract<OutputShape, { type: 'structure' }>,
  mode: FieldValidationMode,
): void {
  const missing = mode === 'STRICT' ? required.find((name) => !Object.hasOwn(value, name)) : undefined;
  if (missing !== undefined) refuse(`Required field '${missing}' is missing`);
  for (const [name, member] of Object.entries(value)) {
    const shape = Object.hasOwn(members, name) ? members[name] : undefined;
    if (shape) checkValue(member, shape, mode, name);
  }
}

function checkListed(value: string, values: readonly string[], field: string): void {
  if (!values.includes(value)) refuse(`Field '${field}' is not an expected value`);
}

function checkLength(value: string, { min = 0, max = Infinity }: Bounds, field: string): void {
  if (value.length < min) refuse(`Field '${field}' is smaller than the minimum length`);
  if (value.length > max) refuse(`Field '${field}' exceeds the maximum length`);
}

function checkSize(value: number, { min = -Infinity, max = Infinity }: Bounds, field: string): void {
  if (value < min) refuse(`Field '${field}' is less than the minimum value`);
  if (value > max) refuse(`Field '${field}' exceeds the maximum value`);
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

function wrongType(field: string, { type }: Exclude<OutputShape, { type: 'any' }>): never {
  return refuse(`Field '${field}' must be ${TYPES[type]}`);
}

function refuse(reason: string): never {
  throw validation(`Mock result schema validation error: ${reason}`);
}
