import type { Failure } from './integration.ts';
import { connectionFailure, type ErrorNaming, serviceFailure } from './service-error.ts';

/** The class of an SDK client's errors that its API does not model; modelled ones have classes of their own. */
export type ServiceException = abstract new (...args: never[]) => Error;

interface SdkError extends Error {
  /** The code on the wire, where the API is, or was, of AWS's query protocol. */
  readonly Code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/** An error of the SDK as Step Functions words it: an answer of the service when it has a status, else a call that did not get through. */
export function sdkFailure(naming: ErrorNaming, thrown: unknown, base: ServiceException): Failure {
  if (!(thrown instanceof Error)) throw new Error('A client threw something that is no error', { cause: thrown });
  const error: SdkError = thrown;
  const statusCode = error.$metadata?.httpStatusCode;
  if (statusCode === undefined) return connectionFailure(naming, error.message || error.name);
  // What answers with a page of HTML is no service; the SDK's advice to developers follows in a second line.
  const isServices: boolean = error instanceof base;
  const [message = ''] = isServices ? [error.message] : error.message.split('\n');
  return serviceFailure(naming, {
    name: error.name,
    code: isServices ? (error.Code ?? error.name) : 'null',
    message,
    statusCode,
    requestId: error.$metadata?.requestId ?? '',
    modelled: isServices && error.constructor !== base,
  });
}
