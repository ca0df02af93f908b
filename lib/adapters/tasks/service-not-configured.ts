import type { Failure } from './integration.ts';

/** Nobody said where a service is. @param name as the AWS SDKs' variable AWS_ENDPOINT_URL_<name> has it */
export function serviceNotConfigured(name: string): Failure {
  return {
    error: 'Stepyard.ServiceNotConfigured',
    cause:
      `Stepyard does not know where ${name} is. Set AWS_ENDPOINT_URL_${name}, or AWS_ENDPOINT_URL for all services, ` +
      'to the URL of one and start it again.',
  };
}
