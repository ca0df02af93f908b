import { serialization, unknownOperation } from '../errors.ts';
import { JSON_1_0, type ApiRequest } from './message.ts';

const TARGET_PREFIX = 'AWSStepFunctions.';
/** Besides AWS's own type, those that people type by hand. */
const ACCEPTED_TYPES = new Set([JSON_1_0, 'application/x-amz-json-1.1', 'application/json', '']);

const utf8 = new TextDecoder();

/** The action that a request names in its X-Amz-Target header. */
export function actionOf(request: ApiRequest): string {
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!ACCEPTED_TYPES.has(type)) throw unknownOperation(`Content type '${type}' is not ${JSON_1_0}`);
  const target = request.headers['x-amz-target'];
  if (target === undefined) throw unknownOperation('The request has no X-Amz-Target header');
  if (request.method !== 'POST' || !target.startsWith(TARGET_PREFIX)) {
    throw unknownOperation(`Unknown operation: ${request.method} ${target}`);
  }
  return target.slice(TARGET_PREFIX.length);
}

/** The body as a JSON object; SerializationException if it is none. */
export function bodyOf(request: ApiRequest): Readonly<Record<string, unknown>> {
  const text = typeof request.body === 'string' ? request.body : utf8.decode(request.body);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw serialization('The request body is not valid JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw serialization('The request body must be a JSON object');
  }
  return body as Record<string, unknown>;
}
