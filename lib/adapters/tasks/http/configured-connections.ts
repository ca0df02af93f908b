import { connectionName, type FindConnection, type HttpConnection } from './connection.ts';
import { eventBridgeConnections, type EventBridgeConnectionsOptions } from './eventbridge-connections.ts';

/** Connections by their names. */
export type ConnectionMapping = Readonly<Record<string, HttpConnection>>;

export interface ConnectionsOptions {
  /** Those of stepyard.yml. */
  readonly connections?: ConnectionMapping;
  /** Where the others are; absent: nowhere. */
  readonly services?: EventBridgeConnectionsOptions;
}

/** The connections of stepyard.yml first, then those of EventBridge. */
export function configuredConnections({ connections = {}, services }: ConnectionsOptions): FindConnection {
  const elsewhere = services && eventBridgeConnections(services);
  return async (arn) => {
    const name = connectionName(arn) ?? '';
    const own = Object.hasOwn(connections, name) ? connections[name] : undefined;
    if (own) return own;
    if (elsewhere) return elsewhere(arn);
    return {
      error: 'Events.ConnectionResource.ResourceNotFound',
      cause: `There is no connection '${name}'. Put it into stepyard.yml, or set AWS_ENDPOINT_URL_EVENTBRIDGE and AWS_ENDPOINT_URL_SECRETS_MANAGER.`,
    };
  };
}
