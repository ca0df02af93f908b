import type { Json, JsonObject } from '../../../asl/json.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import { sdkMetadata, type HttpAnswer } from '../sdk-metadata.ts';

/** An answer of the SDK: the members of the API's answer, and what the SDK knows of the HTTP request. */
export interface ServiceAnswer {
  readonly $metadata: { readonly httpStatusCode?: number | undefined; readonly requestId?: string | undefined };
}

/** The answer's members as Step Functions writes them: in alphabetical order, bytes in base64; those without value left out. */
export function answerMembers({ $metadata: _, ...members }: ServiceAnswer): JsonObject {
  return inOrder(members);
}

/** JSON text of an answer with the metadata that optimized integrations add (recorded 2025-11). */
export function answerWithMetadata(answer: ServiceAnswer, headers: HttpAnswer['headers']): string {
  const { httpStatusCode: statusCode = 200, requestId = '' } = answer.$metadata;
  return jsonText(inOrder({ ...answerMembers(answer), ...sdkMetadata({ statusCode, requestId, headers }) }));
}

function inOrder(members: object): JsonObject {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, shown(value)]));
}

function shown(value: unknown): Json {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(shown);
  return typeof value === 'object' && value !== null ? inOrder(value) : (value as Json);
}
