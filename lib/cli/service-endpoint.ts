import type { ServiceEndpoint } from '../adapters/service-endpoint.ts';
import { HTTP_URL, isHttpUrl } from './config/http-url.ts';
import { LOCAL_ENDPOINT_VARIABLES, localEndpoint } from './step-functions-local.ts';
import { UserError } from './user-error.ts';

/** Accepted by every service that is not AWS's own. */
const ANY_CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

const ENDPOINT_VARIABLE = /^AWS_ENDPOINT_URL(?:_|$)/;

/**
 * A service by the AWS SDKs' own variables, AWS_ENDPOINT_URL_<name> or AWS_ENDPOINT_URL, or between these two by that of
 * Step Functions Local. Without them a laptop has none: nobody's account is called by accident.
 * @param name as the SDKs' variable has it, such as CLOUDWATCH_LOGS
 */
export function serviceEndpoint(name: string, environment: NodeJS.ProcessEnv): ServiceEndpoint | undefined {
  const endpoint =
    environment[`AWS_ENDPOINT_URL_${name}`] ?? localEndpoint(name, environment) ?? environment['AWS_ENDPOINT_URL'];
  if (endpoint === undefined || endpoint === '') return undefined;
  const hasCredentials = environment['AWS_ACCESS_KEY_ID'] !== undefined || environment['AWS_PROFILE'] !== undefined;
  return { endpoint, ...(!hasCredentials && { credentials: ANY_CREDENTIALS }) };
}

/** Throws a UserError when a variable that says where a service is has no URL: calls would fail without a hint at it. */
export function checkServiceEndpoints(environment: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(environment)) {
    if (!ENDPOINT_VARIABLE.test(name) && !LOCAL_ENDPOINT_VARIABLES.includes(name)) continue;
    if (value !== undefined && value !== '' && !isHttpUrl(value)) {
      throw new UserError(`${name} must be ${HTTP_URL}, not '${value}'`);
    }
  }
}
