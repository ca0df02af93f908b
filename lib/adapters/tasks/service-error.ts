import type { Failure } from './integration.ts';

/** How the errors of an optimized integration are named: they keep the words of AWS SDK v1 for Java. */
export interface ErrorNaming {
  /** Before the dot of the error name. */
  readonly prefix: string;
  /** In the cause. */
  readonly serviceName: string;
  /** The error of everything that the service's API does not model. */
  readonly generic: string;
}

export const LAMBDA_ERRORS: ErrorNaming = {
  prefix: 'Lambda',
  serviceName: 'AWSLambda',
  generic: 'Lambda.AWSLambdaException',
};

export const STEP_FUNCTIONS_ERRORS: ErrorNaming = {
  prefix: 'StepFunctions',
  serviceName: 'AWSStepFunctions',
  generic: 'StepFunctions.AWSStepFunctionsException',
};

interface ServiceError {
  readonly code: string;
  /** Of the error in the API's model, where that is not the code. */
  readonly name?: string;
  readonly message: string;
  readonly statusCode: number;
  readonly requestId: string;
  /** Does the API's model name this error? */
  readonly modelled: boolean;
}

/** Words an error answer of a service as Step Functions does. */
export function serviceFailure(naming: ErrorNaming, { code, message, statusCode, requestId, ...error }: ServiceError) {
  const { name = code, modelled } = error;
  return {
    error: modelled ? `${naming.prefix}.${name.endsWith('Exception') ? name : `${name}Exception`}` : naming.generic,
    cause:
      `${message} (Service: ${naming.serviceName}; Status Code: ${statusCode}; Error Code: ${code}; ` +
      `Request ID: ${requestId}; Proxy: null)`,
  } satisfies Failure;
}

/** The service could not be reached, or the connection broke. */
export function connectionFailure(naming: ErrorNaming, reason: string): Failure {
  return { error: `${naming.prefix}.SdkClientException`, cause: `Unable to execute HTTP request: ${reason}` };
}
