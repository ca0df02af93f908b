import type { Json, JsonObject } from '../../../asl/json.ts';
import { ExactNumber } from '../../../asl/json-text/exact-number.ts';
import { upperFirst } from '../aws-sdk/java-names.ts';
import { membersOf, type SdkSchema } from '../aws-sdk/sdk-schema.ts';

/**
 * An answer of an API as optimized integrations show it: members in alphabetical order, their names with a capital; those
 * without value left out; times in milliseconds since the epoch (recorded for nested executions), bytes in base64 (guess).
 */
export function jobAnswer(output: object, schema: SdkSchema): JsonObject {
  const given = output as Readonly<Record<string, unknown>>;
  const members = membersOf(schema)
    .filter(([name]) => given[name] !== undefined && given[name] !== null)
    .map(([name, member]) => [upperFirst(name), shown(given[name], member)] as const);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function shown(value: unknown, schema: SdkSchema): Json {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.getTime();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (schema.isStructSchema()) return jobAnswer(value, schema);
  if (schema.isListSchema()) return (value as readonly unknown[]).map((item) => shown(item, schema.getValueSchema()));
  if (schema.isMapSchema()) {
    const entries = Object.entries(value).map(
      ([key, member]) => [key, shown(member, schema.getValueSchema())] as const,
    );
    return Object.fromEntries(entries);
  }
  return typeof value === 'bigint' ? new ExactNumber(String(value)) : (value as Json);
}
