import { ProcessEnds } from '../engine/context.ts';
import { StoreUnavailable } from '../ports/store-unavailable.ts';
import { DEFAULT_LIMITS, type ApiContext, type LogEntry } from './api-context.ts';
import { ApiError } from './api-error.ts';
import type { Call } from './call.ts';
import { createHistoryPages } from './execution/history-pages.ts';
import { callerOf } from './protocol/caller.ts';
import { jsonResponse, type Api, type ApiResponse } from './protocol/message.ts';
import { actionOf, bodyOf } from './protocol/parse-request.ts';
import { traceHeaderOf } from './protocol/trace-header.ts';
import { operationOf } from './router.ts';
import { createRevisionCache } from './state-machine/revision-cache.ts';

/** The Step Functions API in AWS JSON 1.0, as a function from request to response. */
export function createApi(context: ApiContext): Api {
  const revisions = createRevisionCache(context.resources);
  const historyPages = createHistoryPages();
  const limits = { ...DEFAULT_LIMITS, ...context.limits };
  const pollers = new Map<string, number>();
  const never = new AbortController().signal;

  return async (request) => {
    const requestId = context.uuid();
    const about: { action?: string; executionArn?: string } = {};
    try {
      const operation = operationOf((about.action = actionOf(request)));
      const body = bodyOf(request);
      const traceHeader = traceHeaderOf(request);
      const call: Call = {
        context,
        limits,
        caller: callerOf(request.headers.authorization),
        revisions,
        historyPages,
        pollers,
        signal: request.signal ?? (() => never),
        closing: request.closing ?? never,
        about,
        ...(traceHeader === undefined ? {} : { traceHeader }),
      };
      context.quotas?.throttle(call.caller, operation.action);
      return jsonResponse(200, await operation.run(body, call), requestId);
    } catch (error) {
      if (error instanceof ApiError) {
        return jsonResponse(error.status, { __type: error.name, message: error.message, ...error.members }, requestId);
      }
      return failure(context, error, { requestId, ...about });
    }
  };
}

/** What is not the caller's fault is logged in full and answered without any detail. */
function failure(
  context: ApiContext,
  error: unknown,
  about: Pick<LogEntry, 'action' | 'executionArn'> & { readonly requestId: string },
): ApiResponse {
  const { requestId } = about;
  if (error instanceof ProcessEnds) {
    return jsonResponse(503, { __type: 'ServiceUnavailable', message: error.message }, requestId);
  }
  const unavailable = error instanceof StoreUnavailable;
  const message = unavailable ? error.message : 'A request failed because of a bug in Stepyard';
  context.log({ level: 'error', message, ...about, error });
  return unavailable
    ? jsonResponse(503, { __type: 'ServiceUnavailable', message: 'The store is not available.' }, requestId)
    : jsonResponse(500, { __type: 'InternalServerException', message: 'Internal error; see the log.' }, requestId);
}
