import type { ServiceEndpoint } from '../adapters/service-endpoint.ts';
import type { Config } from './config/config.ts';
import { serviceEndpoint } from './service-endpoint.ts';
import { UserError } from './user-error.ts';

/**
 * The EventBridge that is told when executions start and end: the URL in stepyard.yml, or that of the AWS SDKs'
 * variables if stepyard.yml says `events: true`. A variable of EventBridge's own is enough by itself; the one of all
 * services is not.
 */
export function statusEventsService(
  events: Config['events'],
  environment: NodeJS.ProcessEnv,
): ServiceEndpoint | undefined {
  if (typeof events === 'string') return serviceEndpoint('EVENTBRIDGE', { ...environment, [VARIABLE]: events });
  if (events === false || (events === undefined && !environment[VARIABLE])) return undefined;
  const service = serviceEndpoint('EVENTBRIDGE', environment);
  if (!service) throw new UserError(`'events' is true, but there is no EventBridge: set ${VARIABLE}`);
  return service;
}

const VARIABLE = 'AWS_ENDPOINT_URL_EVENTBRIDGE';
