import type { LambdaServiceOptions } from '../adapters/tasks/lambda/lambda-service.ts';

/** Accepted by every Lambda service that is not AWS's own. */
const ANY_CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/**
 * The Lambda service of the AWS SDKs' own variables, AWS_ENDPOINT_URL_LAMBDA or AWS_ENDPOINT_URL.
 * Without them a laptop has none: nobody's account is called by accident.
 */
export function lambdaEndpoint(environment: NodeJS.ProcessEnv): LambdaServiceOptions | undefined {
  const endpoint = environment['AWS_ENDPOINT_URL_LAMBDA'] ?? environment['AWS_ENDPOINT_URL'];
  if (endpoint === undefined || endpoint === '') return undefined;
  const hasCredentials = environment['AWS_ACCESS_KEY_ID'] !== undefined || environment['AWS_PROFILE'] !== undefined;
  return { endpoint, ...(!hasCredentials && { credentials: ANY_CREDENTIALS }) };
}
