import type { Failure } from '../integration.ts';
import { exceptionName } from './java-names.ts';

interface ServiceError {
  /** Of the error in the API's model; undefined: that does not name it. */
  readonly name: string | undefined;
  readonly message: string;
  readonly statusCode: number;
  readonly requestId: string | undefined;
  readonly extendedRequestId?: string | undefined;
}

/** Added to what AWS SDK v2 for Java says since 2025 (recorded 2025-11). */
const ATTEMPTS = '(SDK Attempt Count: 1)';

/** Words an error answer of a service as AWS SDK v2 for Java does. @param prefix of the service's error names */
export function serviceFailure(prefix: string, error: ServiceError): Failure {
  const { name, message, statusCode, requestId, extendedRequestId } = error;
  const extended = extendedRequestId === undefined ? '' : `, Extended Request ID: ${extendedRequestId}`;
  const details = `(Service: ${prefix}, Status Code: ${statusCode}, Request ID: ${requestId ?? 'null'}${extended})`;
  return {
    error: `${prefix}.${name === undefined ? `${prefix}Exception` : exceptionName(name)}`,
    cause: `${message} ${details} ${ATTEMPTS}`,
  };
}

/** No answer of a service. */
export function clientFailure(prefix: string, reason: string): Failure {
  return { error: `${prefix}.SdkClientException`, cause: `${reason} ${ATTEMPTS}` };
}

interface SdkError extends Error {
  /** Of the operating system: there was no connection. */
  readonly code?: unknown;
  /** Of several addresses that were tried. */
  readonly errors?: readonly Error[];
  readonly $metadata?: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
    readonly extendedRequestId?: string;
  };
}

const INTERRUPTED: ReadonlySet<string> = new Set(['AbortError', 'TimeoutError']);

/** What the SDK for JavaScript threw, as Step Functions words it. @param ServiceException class of errors that the API does not model */
export function thrownFailure(
  prefix: string,
  thrown: unknown,
  ServiceException: abstract new (...args: never[]) => Error,
): Failure {
  if (!(thrown instanceof Error)) throw new Error('A client threw something that is no error', { cause: thrown });
  const error: SdkError = thrown;
  const { httpStatusCode: statusCode, requestId, extendedRequestId } = error.$metadata ?? {};
  if (statusCode === undefined) {
    const reason = error.message || (error.errors?.[0]?.message ?? error.name);
    const isNetwork = error.code !== undefined || INTERRUPTED.has(error.name);
    return clientFailure(prefix, isNetwork ? `Unable to execute HTTP request: ${reason}` : reason);
  }
  const isServices: boolean = error instanceof ServiceException;
  const isModelled = isServices && error.constructor !== ServiceException;
  // What answers with a page of HTML is no service; the SDK's advice to developers follows in a second line.
  const [message = ''] = isServices ? [error.message] : error.message.split('\n');
  return serviceFailure(prefix, {
    name: isModelled ? error.name : undefined,
    message: message === 'UnknownError' ? 'null' : message,
    statusCode,
    requestId,
    extendedRequestId,
  });
}
