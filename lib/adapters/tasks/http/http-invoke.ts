import type { HttpExchange, HttpRequestShown } from '../../../ports/http-exchange.ts';
import type { TaskOutcome, TaskRequest } from '../../../ports/task-runner.ts';
import type { Failure, Integration } from '../integration.ts';
import { createAuthorizer } from './authorization.ts';
import { NO_PARAMETERS, type FindConnection, type HttpParameters } from './connection.ts';
import { httpRequest, readHttpCall, type HttpCall, type HttpRequest } from './http-request.ts';
import { outcomeOfAnswer, type HttpAnswer } from './http-response.ts';

/** An HTTP Task waits this long for its answer (docs). */
const TIMEOUT_MS = 60_000;
/** Answers that an old token may be the reason of (docs: connections). */
const UNAUTHORIZED: ReadonlySet<number> = new Set([401, 407]);
const SOCKET = 'States.Http.Socket';

/** `http:invoke`: a request to any HTTPS API, authorized by an EventBridge connection. */
export function httpInvoke(find: FindConnection, send: typeof fetch = fetch): Integration {
  const authorizer = createAuthorizer(send, Date.now);

  /** What the connection adds to a request, its authorization first. */
  async function addedBy({ connectionArn }: HttpCall): Promise<HttpParameters | Failure> {
    const connection = await find(connectionArn);
    if ('error' in connection) return connection;
    const authorization = await authorizer.parametersFor(connectionArn, connection.authorization);
    if ('error' in authorization) return authorization;
    return {
      headers: [...authorization.headers, ...connection.headers],
      query: connection.query,
      body: connection.body,
    };
  }

  async function attempt(call: HttpCall, task: TaskRequest, signal: AbortSignal): Promise<HttpAnswer | Failure> {
    const region = task.executionArn.split(':', 4)[3] ?? '';
    const added = await addedBy(call);
    if ('error' in added) return added;
    const request = httpRequest(call, added, region);
    if ('error' in request) return request;
    const shown = httpRequest(call, NO_PARAMETERS, region);
    const answer = await exchange(send, request, signal);
    task.inspect?.(exchangeOf(request, 'error' in shown ? request : shown, 'error' in answer ? undefined : answer));
    return answer;
  }

  return {
    callClass: 'atMostOnce',
    lostError: { error: SOCKET, cause: 'The answer was lost: the request may or may not have been received.' },
    async call(task, signal): Promise<TaskOutcome> {
      const call = readHttpCall(task.parameters);
      if ('error' in call) return call;
      let answer = await attempt(call, task, signal);
      if ('statusCode' in answer && UNAUTHORIZED.has(answer.statusCode) && authorizer.forget(call.connectionArn)) {
        answer = await attempt(call, task, signal);
      }
      return 'error' in answer ? answer : outcomeOfAnswer(answer);
    },
  };
}

async function exchange(send: typeof fetch, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer | Failure> {
  try {
    const response = await send(request.url, {
      method: request.method,
      headers: [...request.headers].map(([name, value]): [string, string] => [name, value]),
      // A second request would carry the secrets of the first to wherever it is led.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      ...(request.body !== undefined && { body: request.body }),
    });
    return {
      statusCode: response.status,
      statusText: response.statusText,
      headers: valuesOf(response.headers),
      body: await response.text(),
    };
  } catch (error) {
    return { error: SOCKET, cause: reasonOf(error) };
  }
}

function valuesOf(headers: Headers): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, readonly string[]>();
  for (const [name, value] of headers) if (name !== 'set-cookie') values.set(name, [value]);
  const cookies = headers.getSetCookie();
  return cookies.length === 0 ? values : values.set('set-cookie', cookies);
}

function exchangeOf(request: HttpRequest, visible: HttpRequest, answer: HttpAnswer | undefined): HttpExchange {
  const protocol = new URL(request.url).protocol.slice(0, -1);
  return {
    request: shownRequest(request, protocol),
    requestWithoutSecrets: shownRequest(visible, protocol),
    ...(answer && {
      response: {
        protocol,
        statusCode: String(answer.statusCode),
        statusMessage: answer.statusText,
        headers: headerList([...answer.headers].map(([name, values]) => [name, values.join(', ')] as const)),
        body: answer.body,
      },
    }),
  };
}

function shownRequest({ url, method, headers, body }: HttpRequest, protocol: string): HttpRequestShown {
  return { protocol, method, url, headers: headerList([...headers]), ...(body !== undefined && { body }) };
}

/** In the way in which Java prints a list of headers. */
function headerList(headers: readonly (readonly [name: string, value: string])[]): string {
  return `[${headers.map(([name, value]) => `${name}: ${value}`).join(', ')}]`;
}

/** fetch hides what happened behind "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
}
