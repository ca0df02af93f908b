import { isArray, isObject, type Json } from '../../../asl/json.ts';
import type { Failure } from '../integration.ts';
import { refusedParameters } from './request-failure.ts';
import { textOf } from './query-string.ts';
import { isHeader } from './send-request.ts';

/** Headers that a definition cannot set (docs: HTTP Task). */
const REFUSED: ReadonlySet<string> = new Set(
  `A-IM Accept-Charset Accept-Datetime Accept-Encoding Authorization Cache-Control Connection Content-Encoding
  Content-MD5 Date Expect Forwarded From Host HTTP2-Settings If-Match If-Modified-Since If-None-Match If-Range
  If-Unmodified-Since Max-Forwards Origin Pragma Proxy-Authorization Referer Server TE Trailer Transfer-Encoding
  Upgrade Via Warning`
    .toLowerCase()
    .split(/\s+/),
);
const REFUSED_PREFIXES = ['x-forwarded-', 'x-amz-', 'x-amzn-'];

/** Headers by their names as they are written; several values of one are joined. */
export type RequestHeaders = ReadonlyMap<string, string>;

/** The headers of a definition. */
export function definedHeaders(parameters: string, value: Json | undefined): RequestHeaders | Failure {
  const headers = new Map<string, string>();
  if (value === undefined) return headers;
  if (!isObject(value)) return refusedParameters(parameters, "The value of the field 'Headers' has an invalid format");
  for (const [name, content] of Object.entries(value)) {
    const lower = name.toLowerCase();
    if (REFUSED.has(lower) || REFUSED_PREFIXES.some((prefix) => lower.startsWith(prefix))) {
      return refusedParameters(parameters, `The header '${name}' cannot be set`);
    }
    const text = isArray(content) ? content.map(textOf).join(', ') : textOf(content);
    if (!isHeader(name, text)) {
      return refusedParameters(parameters, `The header '${name}' has characters that no header may have`);
    }
    headers.set(name, text);
  }
  return headers;
}

/** The value of a header, however its name is written. */
export function headerOf(headers: RequestHeaders, name: string): string | undefined {
  for (const [written, value] of headers) if (written.toLowerCase() === name) return value;
  return undefined;
}

/** `base` with the headers of `others` in place of those of the same names. */
export function withHeaders(base: RequestHeaders, others: RequestHeaders): RequestHeaders {
  const replaced = new Set([...others.keys()].map((name) => name.toLowerCase()));
  return new Map([...[...base].filter(([name]) => !replaced.has(name.toLowerCase())), ...others]);
}
