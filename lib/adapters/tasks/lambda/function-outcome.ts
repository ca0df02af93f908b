import { isObject } from '../../../asl/json.ts';
import type { Json } from '../../../asl/json.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import { parseJson } from '../../../asl/json-text/parse-json.ts';
import type { Failure } from '../integration.ts';
import type { Invoked } from './invocation.ts';

/** Error of a failed function that does not say its errorType, and of answers that are no JSON. */
const UNKNOWN = 'Lambda.Unknown';

/** The value that a function answered; no text is null. A text that is not JSON is a failure. */
export function answeredValue(payload: string): { readonly value: Json } | Failure {
  if (payload === '') return { value: null };
  try {
    return { value: parseJson(payload) };
  } catch {
    return { error: UNKNOWN, cause: payload };
  }
}

/**
 * The failure of a function that ended in an error: named after the payload's errorType, caused by the payload.
 * @param rewrite the cause as compact JSON (`lambda:invoke`), or as the function wrote it (a function's ARN)
 */
export function functionFailure({ payload = '' }: Invoked, rewrite: 'compact' | 'verbatim'): Failure {
  const answer = answeredValue(payload);
  if ('error' in answer) return answer;
  const { value } = answer;
  const errorType = isObject(value) ? value['errorType'] : undefined;
  return {
    error: typeof errorType === 'string' && errorType !== '' ? errorType : UNKNOWN,
    cause: rewrite === 'compact' ? jsonText(value) : payload,
  };
}
