import { isObject } from '../../../asl/json.ts';
import { answerText } from '../answer-text.ts';
import { fetchFailure } from '../fetch-failure.ts';
import { connectionFailure, LAMBDA_ERRORS, serviceFailure } from '../service-error.ts';
import type { RunFunction } from './emulated-service.ts';
import { answeredValue } from './function-outcome.ts';

/** Where Lambda's runtime interface emulator, the one in AWS's container images, takes events. */
const EMULATOR_PATH = '/2015-03-31/functions/function/invocations';

/** Of the answer of a function (Lambda quotas: 6 MB, and some for what is around it). */
const MAX_BYTES = 6_291_556;
const TOO_LARGE = JSON.stringify({
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_BYTES} bytes).`,
});

/** Errors of Lambda that a status stands for; everything else is not modelled. */
const CODE_BY_STATUS: Readonly<Record<number, string>> = {
  404: 'ResourceNotFoundException',
  413: 'RequestTooLargeException',
  429: 'TooManyRequestsException',
  500: 'ServiceException',
};

/**
 * Posts the payload to a URL; the body of the answer is the function's. A function failed when the answer has the
 * header X-Amz-Function-Error, or when the runtime interface emulator, which has no such header, describes an error.
 */
export function functionAtUrl(configured: string): RunFunction {
  const url = new URL(configured);
  if (url.pathname === '/') url.pathname = EMULATOR_PATH;
  const isEmulator = url.pathname === EMULATOR_PATH;
  return async ({ payload, clientContext }, requestId, signal) => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        body: payload,
        headers: {
          'content-type': 'application/json',
          'x-amzn-requestid': requestId,
          ...(clientContext !== undefined && { 'x-amz-client-context': clientContext }),
        },
        signal,
      });
      const { text, isWhole } = await answerText(response, MAX_BYTES);
      if (!response.ok) return statusFailure(response.status, text, requestId);
      if (!isWhole) return { payload: TOO_LARGE, failed: true };
      const failed = response.headers.has('x-amz-function-error') || (isEmulator && describesError(text));
      return { payload: text, failed };
    } catch (error) {
      return connectionFailure(LAMBDA_ERRORS, `${fetchFailure(error)} (${url.origin})`);
    }
  };
}

function statusFailure(statusCode: number, message: string, requestId: string) {
  const code = CODE_BY_STATUS[statusCode];
  return serviceFailure(LAMBDA_ERRORS, {
    code: code ?? 'UnknownError',
    message,
    statusCode,
    requestId,
    modelled: code !== undefined,
  });
}

function describesError(text: string): boolean {
  const answer = answeredValue(text);
  if ('error' in answer || !isObject(answer.value)) return false;
  return typeof answer.value['errorType'] === 'string' && typeof answer.value['errorMessage'] === 'string';
}
