import { answerText } from '../answer-text.ts';
import { fetchFailure } from '../fetch-failure.ts';
import type { HttpAnswer } from './http-response.ts';

export interface SentRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly body: string | URLSearchParams | undefined;
}

export interface NoAnswer {
  /** Why there is none, in words that quote nothing of the request. */
  readonly reason: string;
}

/** An answer is waited for this long (docs: HTTP Task). */
const TIMEOUT_MS = 60_000;
/** No more of an answer is read than this: four times the largest result of a task. */
const READ_BYTES = 1_048_576;

/**
 * Sends a request that may hold secrets: they go to nobody else, and into no text of a failure. Redirects are not
 * followed, and of long answers only the beginning is read.
 */
export async function sendRequest(
  send: typeof fetch,
  { url, method, headers, body }: SentRequest,
  signal: AbortSignal,
): Promise<HttpAnswer | NoAnswer> {
  const sent = new Headers();
  for (const [name, value] of headers) {
    if (!isHeader(name, value)) return { reason: `The header '${name}' has characters that no header may have.` };
    sent.append(name, value);
  }
  try {
    const response = await send(url, {
      method,
      headers: sent,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      ...(body !== undefined && { body }),
    });
    return {
      statusCode: response.status,
      statusText: response.statusText,
      headers: valuesOf(response.headers),
      body: (await answerText(response, READ_BYTES)).text,
    };
  } catch (error) {
    return { reason: fetchFailure(error) };
  }
}

/** Can these be sent as the name and the value of a header? */
export function isHeader(name: string, value: string): boolean {
  try {
    new Headers().append(name, value);
    return true;
  } catch {
    return false;
  }
}

function valuesOf(headers: Headers): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, readonly string[]>();
  for (const [name, value] of headers) if (name !== 'set-cookie') values.set(name, [value]);
  const cookies = headers.getSetCookie();
  return cookies.length === 0 ? values : values.set('set-cookie', cookies);
}
