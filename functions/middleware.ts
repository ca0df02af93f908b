import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { jsonResponse } from '../lib/api/protocol/message.ts';
import { StoreUnavailable } from '../lib/ports/store-unavailable.ts';
import { logError, setLogContext } from './log.ts';

/** How long before its hard end an invocation gives up by itself, in milliseconds. */
const EARLY_MS = 1_000;

type Handle<Event, Result> = (event: Event, context: Context, signal: AbortSignal) => Promise<Result>;

/** Middleware of every function: each line of its log says whose it is. */
function logContext(): middy.MiddlewareObj {
  const setContext: middy.MiddlewareFn = ({ context }) => {
    setLogContext({ function: context.functionName, awsRequestId: context.awsRequestId });
  };
  return { name: 'logContext', before: setContext };
}

/** Middleware of functions that answer over HTTP: what went wrong on our side is logged, and answered without details. */
function awsJsonErrors(): middy.MiddlewareObj<unknown, APIGatewayProxyStructuredResultV2> {
  const answerError: middy.MiddlewareFn<unknown, APIGatewayProxyStructuredResultV2> = (request) => {
    const { error, context } = request;
    logError({ message: 'A request failed', error });
    request.response = awsJson(
      context.awsRequestId,
      error instanceof StoreUnavailable
        ? [503, 'ServiceUnavailable', 'The store is not available.']
        : [500, 'InternalServerException', 'Internal error; see the log.'],
    );
  };
  return { name: 'awsJsonErrors', onError: answerError };
}

/** Middleware of functions that others call directly: Lambda would show them the stack. */
function plainErrors(): middy.MiddlewareObj<unknown, { readonly error: string }> {
  const answerError: middy.MiddlewareFn<unknown, { readonly error: string }> = (request) => {
    logError({ message: 'A call failed', error: request.error });
    request.response = { error: request.error?.message ?? 'Internal error; see the log.' };
  };
  return { name: 'plainErrors', onError: answerError };
}

function awsJson(
  requestId: string,
  [status, type, message]: readonly [number, string, string],
): APIGatewayProxyStructuredResultV2 {
  const response = jsonResponse(status, { __type: type, message }, requestId);
  return { statusCode: response.status, headers: response.headers, body: response.body };
}

/**
 * Wraps a function that answers over HTTP. One that runs out of time answers 408, which SDKs do not repeat: nobody
 * knows what the request has done.
 */
export function httpFunction<Event>(handle: Handle<Event, APIGatewayProxyStructuredResultV2>) {
  const timedOut = () =>
    awsJson('', [408, 'RequestTookTooLong', 'No answer in time; long calls go to the Function URL of `sync`.']);
  return middy<Event, APIGatewayProxyStructuredResultV2>({
    timeoutEarlyInMillis: EARLY_MS,
    timeoutEarlyResponse: timedOut,
  })
    .use([logContext(), awsJsonErrors()])
    .handler((event, context, { signal }) => handle(event, context, signal));
}

const leaveItToTheHandler = (): unknown => new Promise(() => undefined);

/** Wraps a function whose trigger repeats what failed: SQS or a schedule. It answers by itself when the signal aborts. */
export function triggeredFunction<Event, Result>(handle: Handle<Event, Result>) {
  return middy<Event, Result>({
    timeoutEarlyInMillis: EARLY_MS,
    timeoutEarlyResponse: leaveItToTheHandler,
  })
    .use(logContext())
    .handler((event, context, { signal }) => handle(event, context, signal));
}

/** Wraps a function that the owner invokes by hand; errors are answers with one clear sentence. */
export function ownersFunction<Event, Result>(handle: Handle<Event, Result>) {
  return middy<Event, Result | { readonly error: string }>({ timeoutEarlyInMillis: EARLY_MS })
    .use([logContext(), plainErrors()])
    .handler((event, context, { signal }) => handle(event, context, signal));
}
