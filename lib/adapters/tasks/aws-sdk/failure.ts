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
export const ATTEMPTS = '(SDK Attempt Count: 1)';

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

/** The service could not be reached, or the connection broke. */
export function connectionFailure(prefix: string, reason: string): Failure {
  return clientFailure(prefix, `Unable to execute HTTP request: ${reason} ${ATTEMPTS}`);
}

/** The request could not be made. */
export function clientFailure(prefix: string, cause: string): Failure {
  return { error: `${prefix}.SdkClientException`, cause };
}

interface ThrownBy {
  readonly prefix: string;
  readonly action: string;
  readonly ServiceException: abstract new (...args: never[]) => Error;
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

/** Errors that are others in Java's models: answers to HEAD have no body to name them. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'S3:headBucket': { NotFound: 'NoSuchBucket' },
  'S3:headObject': { NotFound: 'NoSuchKey' },
};

/**
 * What the SDK for JavaScript threw, as Step Functions words it.
 * @param ServiceException the class of errors that the API does not model
 */
export function thrownFailure(thrown: unknown, { prefix, action, ServiceException }: ThrownBy): Failure {
  if (!(thrown instanceof Error)) throw new Error('A client threw something that is no error', { cause: thrown });
  const error: SdkError = thrown;
  const { httpStatusCode: statusCode, requestId, extendedRequestId } = error.$metadata ?? {};
  const isServices: boolean = error instanceof ServiceException;
  // An answer that says yes, and breaks off or cannot be read, is no refusal of the service.
  if (statusCode === undefined || (statusCode < 300 && !isServices)) {
    const [line = ''] = error.message.split('\n');
    const reason = line || (error.errors?.[0]?.message ?? error.name);
    const isNetwork = error.code !== undefined || INTERRUPTED.has(error.name);
    return isNetwork ? connectionFailure(prefix, reason) : clientFailure(prefix, reason);
  }
  const isModelled = isServices && error.constructor !== ServiceException;
  // What answers with a page of HTML is no service; the SDK's advice to developers follows in a second line.
  const [message = ''] = isServices ? [error.message] : error.message.split('\n');
  return serviceFailure(prefix, {
    name: isModelled ? (RENAMED[`${prefix}:${action}`]?.[error.name] ?? error.name) : undefined,
    message: message === 'UnknownError' ? 'null' : message,
    statusCode,
    requestId,
    extendedRequestId,
  });
}
