import type { ServiceEndpoint } from '../../service-endpoint.ts';
import type { Integration } from '../integration.ts';
import { DYNAMODB } from './dynamodb.ts';
import { EVENTS } from './events.ts';
import { optimizedIntegration } from './optimized-integration.ts';
import type { ConnectionTo, OptimizedService } from './service.ts';
import { SNS } from './sns.ts';
import { SQS } from './sqs.ts';

/** Services by their name in a Resource. */
const SERVICES: Readonly<Record<string, OptimizedService>> = { dynamodb: DYNAMODB, events: EVENTS, sns: SNS, sqs: SQS };

export interface OptimizedServicesOptions {
  /** Where a service is; undefined: there is none. */
  readonly findService?: (name: OptimizedService['name']) => ServiceEndpoint | undefined;
  /** Names of the emulator's own table and queues, which no task may use although the emulator's role could. */
  readonly ownResources?: readonly string[];
}

/** Together less than what a turn keeps free for a call. */
const CLIENT = {
  // A second try of the SDK might do everything twice; the machine's Retry decides.
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: 5_000,
    requestTimeout: 12_000,
    throwOnRequestTimeout: true,
    httpAgent: { maxSockets: 1_000 },
    httpsAgent: { maxSockets: 1_000 },
  },
};

/** The optimized integrations that send one request to a service of AWS, by `service:action`. */
export function optimizedIntegrations(options: OptimizedServicesOptions): ReadonlyMap<string, Integration> {
  const { findService = () => undefined, ownResources = [] } = options;
  const integrations = Object.entries(SERVICES).flatMap(([serviceName, service]) => {
    const connectionTo = connections(service, findService);
    return Object.entries(service.actions).map(
      ([name, action]) =>
        [
          `${serviceName}:${name}`,
          optimizedIntegration(service, name, action, { connectionTo, ownResources }),
        ] as const,
    );
  });
  return new Map(integrations);
}

/** One client for each region, made when it is needed first. */
function connections(
  service: OptimizedService,
  findService: NonNullable<OptimizedServicesOptions['findService']>,
): ConnectionTo {
  const known = new Map<string, ReturnType<ConnectionTo>>();
  return (region) => {
    const endpoint = findService(service.name);
    const connection = known.get(region) ?? (endpoint && service.connect({ ...CLIENT, ...endpoint, region }));
    known.set(region, connection);
    return connection;
  };
}
