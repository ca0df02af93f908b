import type { Json, JsonObject } from '../../../asl/json.ts';
import { ExactNumber } from '../../../asl/json-text/exact-number.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import { MAX_PAYLOAD_BYTES } from '../../../asl/payload.ts';
import { memberName } from './java-names.ts';
import { membersOf, type SdkSchema } from './sdk-schema.ts';

/** Reads what an answer streams, by its name in the API. Rejects when it breaks off. */
export async function streamedBody(answer: object, schema: SdkSchema): Promise<StreamedBody | undefined> {
  const [name] = membersOf(schema).find(([, member]) => member.isStreaming()) ?? [];
  const body = name === undefined ? undefined : (answer as Readonly<Record<string, unknown>>)[name];
  if (name === undefined || !body) return undefined;
  return { name, bytes: await firstBytes(body as AsyncIterable<Uint8Array>) };
}

export interface StreamedBody {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * JSON text of an answer: members in alphabetical order, the body that was streamed at the end (recorded 2025-11); none
 * that have no value, and nothing of the HTTP request.
 */
export function responseText(answer: object, schema: SdkSchema, body: StreamedBody | undefined): string {
  const members = structure(answer, schema);
  return jsonText(body ? { ...members, [memberName(body.name)]: text(body.bytes) } : members);
}

function structure(value: object, schema: SdkSchema): JsonObject {
  const given = value as Readonly<Record<string, unknown>>;
  const members = membersOf(schema)
    .filter(([name, member]) => given[name] !== undefined && given[name] !== null && !member.isStreaming())
    .map(([name, member]) => [memberName(name), shown(given[name], member)] as const);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function shown(value: unknown, schema: SdkSchema): Json {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return text(value);
  if (schema.isStructSchema()) return structure(value, schema);
  if (schema.isListSchema() || schema.isMapSchema()) {
    const of = schema.getValueSchema();
    if (Array.isArray(value)) return value.map((item) => shown(item, of));
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shown(member, of)]));
  }
  if (typeof value === 'bigint') return new ExactNumber(String(value));
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  // A number of more digits than JavaScript has.
  if (schema.isBigDecimalSchema()) return new ExactNumber((value as { readonly string: string }).string);
  return value as Json;
}

/** Bytes are shown as the text that they are (recorded for S3); those that are none in base64 (guess). */
function text(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('base64');
  }
}

/** Of a body that is longer than any state's output a little more than that, so that it is refused and not read to its end. */
async function firstBytes(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    parts.push(part);
    length += part.length;
    if (length > MAX_PAYLOAD_BYTES) break;
  }
  return Buffer.concat(parts);
}
