import type { FindService } from '../../service-endpoint.ts';
import { clientConfiguration } from '../client-configuration.ts';
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
  /** Absent: there are no services. */
  readonly findService?: FindService;
  /** Names of the emulator's own table and queues, which no task may use although the emulator's role could. */
  readonly ownResources?: readonly string[];
}

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
function connections(service: OptimizedService, findService: FindService): ConnectionTo {
  const known = new Map<string, ReturnType<ConnectionTo>>();
  return (region) => {
    const endpoint = findService(service.name);
    const connection = known.get(region) ?? (endpoint && service.connect(clientConfiguration(endpoint, region)));
    known.set(region, connection);
    return connection;
  };
}
