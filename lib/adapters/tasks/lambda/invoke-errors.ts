import { randomUUID } from 'node:crypto';
import type { Failure } from '../integration.ts';
import { LAMBDA_ERRORS, serviceFailure } from '../service-error.ts';
import { functionArn } from './function-target.ts';
import type { FunctionTarget } from './function-target.ts';

/** The name or version is not there. */
export function functionNotFound(target: FunctionTarget): Failure {
  return serviceFailure(LAMBDA_ERRORS, {
    code: 'ResourceNotFoundException',
    message: `Function not found: ${functionArn(target)}:${target.qualifier ?? '$LATEST'}`,
    statusCode: 404,
    requestId: randomUUID(),
    modelled: true,
  });
}

/** A payload has to be JSON, with whatever function. @param problem in Jackson's words, as Lambda gives it */
export function badPayload(problem: string): Failure {
  return serviceFailure(LAMBDA_ERRORS, {
    code: 'InvalidRequestContentException',
    message: `Could not parse request body into json: Could not parse payload into json: ${problem}`,
    statusCode: 400,
    requestId: randomUUID(),
    modelled: true,
  });
}

export function badFunctionName(name: string): Failure {
  return invalid(
    name,
    'functionName',
    'Member must satisfy regular expression pattern: ' +
      '(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?',
  );
}

export function badInvocationType(type: string): Failure {
  return invalid(type, 'invocationType', 'Member must satisfy enum value set: [Event, RequestResponse, DryRun]');
}

function invalid(value: string, member: string, constraint: string): Failure {
  return serviceFailure(LAMBDA_ERRORS, {
    code: 'ValidationException',
    message: `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
    statusCode: 400,
    requestId: randomUUID(),
    modelled: false,
  });
}
