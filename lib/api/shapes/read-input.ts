import { serialization } from '../errors.ts';
import type { Members, Shape } from './shape.ts';

const CONTAINER_EXPECTED = 'Unexpected field type';
const SCALAR_EXPECTED = 'Start of structure or map found where not expected';

/**
 * The declared members of a body, with the declared types; null counts as absent, other members are dropped.
 * A value of another type is a SerializationException, as AWS answers before it looks at any constraint.
 */
export function readMembers(members: Members, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const name in members) {
    const shape = members[name];
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    if (shape !== undefined && value !== undefined && value !== null) input[name] = read(shape, value);
  }
  return input;
}

function read(shape: Shape, value: unknown): unknown {
  switch (shape.type) {
    case 'string':
      return typeof value === 'string' ? value : refuse(value, 'String');
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse(value, 'Boolean');
    case 'integer':
      return typeof value === 'number' ? Math.trunc(value) : refuse(value, 'Integer');
    case 'long':
      return typeof value === 'number' ? Math.trunc(value) : refuse(value, 'Long');
    case 'float':
      return typeof value === 'number' ? value : refuse(value, 'Float');
    case 'list':
      if (typeof value !== 'object') throw serialization(CONTAINER_EXPECTED);
      if (!Array.isArray(value)) throw serialization(SCALAR_EXPECTED);
      return value.map((item: unknown) => (item === null ? null : read(shape.of, item)));
    case 'structure':
      if (typeof value !== 'object') throw serialization(CONTAINER_EXPECTED);
      if (Array.isArray(value)) throw serialization(`Unrecognized collection type class ${shape.name}`);
      return readMembers(shape.members, value as Record<string, unknown>);
  }
}

function refuse(value: unknown, javaType: string): never {
  if (Array.isArray(value)) throw serialization(`Unrecognized collection type class java.lang.${javaType}`);
  if (typeof value === 'object') throw serialization(SCALAR_EXPECTED);
  throw serialization(`${tokenOf(value)} cannot be converted to ${javaType}`);
}

/** The name of a scalar's token in the words of AWS's JSON parser. */
function tokenOf(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return 'STRING_VALUE';
}
