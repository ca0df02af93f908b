import type { HttpExchange, HttpRequestShown } from '../../../ports/http-exchange.ts';
import type { TaskOutcome, TaskRequest } from '../../../ports/task-runner.ts';
import type { Failure, Integration } from '../integration.ts';
import { createAuthorizer } from './authorization.ts';
import { NO_PARAMETERS, type FindConnection, type HttpParameters } from './connection.ts';
import { httpRequest, readHttpCall, type HttpCall, type HttpRequest } from './http-request.ts';
import { outcomeOfAnswer, type HttpAnswer } from './http-response.ts';
import { sendRequest } from './send-request.ts';

/** Answers that an old token may be the reason of (docs: connections). */
const UNAUTHORIZED: ReadonlySet<number> = new Set([401, 407]);
const SOCKET = 'States.Http.Socket';

export interface HttpTasksOptions {
  readonly findConnection: FindConnection;
  /** May the machine's own hosts be asked, without TLS? AWS never allows that. */
  readonly allowsOwnHosts?: boolean;
}

/** `http:invoke`: a request to any HTTPS API, authorized by an EventBridge connection. */
export function httpInvoke(
  { findConnection, allowsOwnHosts = false }: HttpTasksOptions,
  send: typeof fetch = fetch,
): Integration {
  const authorizer = createAuthorizer(send, Date.now);

  /** What the connection adds to a request, its authorization first. */
  async function addedBy({ connectionArn }: HttpCall, signal: AbortSignal): Promise<HttpParameters | Failure> {
    const connection = await findConnection(connectionArn);
    if ('error' in connection) return connection;
    const authorization = await authorizer.parametersFor(connectionArn, connection.authorization, signal);
    if ('error' in authorization) return authorization;
    return {
      headers: [...authorization.headers, ...connection.headers],
      query: connection.query,
      body: connection.body,
    };
  }

  async function attempt(call: HttpCall, task: TaskRequest, signal: AbortSignal): Promise<HttpAnswer | Failure> {
    const region = task.executionArn.split(':', 4)[3] ?? '';
    const added = await addedBy(call, signal);
    if ('error' in added) return added;
    const request = httpRequest(call, added, region);
    if ('error' in request) return request;
    const shown = httpRequest(call, NO_PARAMETERS, region);
    if ('error' in shown) return shown;
    const answer = await sendRequest(send, request, signal);
    const isAnswered = 'statusCode' in answer;
    task.inspect?.(exchangeOf(request, shown, isAnswered ? answer : undefined));
    return isAnswered ? answer : { error: SOCKET, cause: answer.reason };
  }

  return {
    callClass: 'atMostOnce',
    lostError: { error: SOCKET, cause: 'The answer was lost: the request may or may not have been received.' },
    async call(task, signal): Promise<TaskOutcome> {
      const call = readHttpCall(task.parameters, allowsOwnHosts);
      if ('error' in call) return call;
      let answer = await attempt(call, task, signal);
      if ('statusCode' in answer && UNAUTHORIZED.has(answer.statusCode) && authorizer.forget(call.connectionArn)) {
        answer = await attempt(call, task, signal);
      }
      return 'error' in answer ? answer : outcomeOfAnswer(answer);
    },
  };
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
