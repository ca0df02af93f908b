import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { isObject } from '../../../asl/json.ts';
import { parseJsonText } from '../../../asl/json-text/parse-json-text.ts';
import type { ServiceEndpoint } from '../../service-endpoint.ts';
import type { Failure } from '../integration.ts';
import { connectionName, type Authorization, type FindConnection, type HttpParameter } from './connection.ts';

export interface EventBridgeConnectionsOptions {
  readonly eventBridge: ServiceEndpoint;
  readonly secretsManager: ServiceEndpoint;
}

/** A connection is looked up again after this time; its secrets may change. */
const KEPT_MS = 60_000;

interface Clients {
  readonly events: EventBridgeClient;
  readonly secrets: SecretsManagerClient;
}

/**
 * Connections of EventBridge; their secrets are where EventBridge puts them, in Secrets Manager. The names in such a
 * secret are those that users of it report; AWS does not document them.
 */
export function eventBridgeConnections(options: EventBridgeConnectionsOptions, now = Date.now): FindConnection {
  const clients = new Map<string, Promise<Clients>>();
  const kept = new Map<string, { readonly found: ReturnType<FindConnection>; readonly until: number }>();

  function clientsFor(region: string): Promise<Clients> {
    const known = clients.get(region) ?? createClients(region, options);
    clients.set(region, known);
    return known;
  }

  return (arn) => {
    const known = kept.get(arn);
    if (known && known.until > now()) return known.found;
    const found = findConnection(clientsFor, arn);
    kept.set(arn, { found, until: now() + KEPT_MS });
    void found.then((connection) => ('error' in connection ? kept.delete(arn) : undefined));
    return found;
  };
}

async function createClients(region: string, options: EventBridgeConnectionsOptions): Promise<Clients> {
  const [{ EventBridgeClient }, { SecretsManagerClient }] = await Promise.all([
    import('@aws-sdk/client-eventbridge'),
    import('@aws-sdk/client-secrets-manager'),
  ]);
  return {
    events: new EventBridgeClient({ region, ...options.eventBridge }),
    secrets: new SecretsManagerClient({ region, ...options.secretsManager }),
  };
}

async function findConnection(
  clientsFor: (region: string) => Promise<Clients>,
  arn: string,
): ReturnType<FindConnection> {
  const name = connectionName(arn);
  if (name === undefined) return failure('ResourceNotFound', `'${arn}' is no connection.`);
  try {
    const { events, secrets } = await clientsFor(arn.split(':')[3] ?? '');
    const { DescribeConnectionCommand } = await import('@aws-sdk/client-eventbridge');
    const { GetSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
    const { SecretArn, ConnectionState } = await events.send(new DescribeConnectionCommand({ Name: name }));
    if (ConnectionState !== 'AUTHORIZED') {
      return failure('InvalidConnectionState', `The connection is ${ConnectionState ?? 'in no state'}.`);
    }
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: SecretArn }));
    return connectionOf(SecretString ?? '');
  } catch (error) {
    return describedFailure(error);
  }
}

interface SecretParameter {
  readonly key: string;
  readonly value: string;
}

interface SecretParameters {
  readonly header_parameters?: readonly SecretParameter[];
  readonly query_string_parameters?: readonly SecretParameter[];
  readonly body_parameters?: readonly SecretParameter[];
}

interface Secret {
  readonly username?: string;
  readonly password?: string;
  readonly api_key_name?: string;
  readonly api_key_value?: string;
  readonly client_id?: string;
  readonly client_secret?: string;
  readonly authorization_endpoint?: string;
  readonly http_method?: string;
  readonly oauth_http_parameters?: SecretParameters;
  readonly invocation_http_parameters?: SecretParameters;
}

function connectionOf(text: string): Awaited<ReturnType<FindConnection>> {
  const parsed = parseJsonText(text);
  const secret: Secret = parsed.ok && isObject(parsed.value) ? parsed.value : {};
  const authorization = authorizationOf(secret);
  // What is wrong with a text that is no JSON would be said by quoting it.
  if (!authorization) return failure('InternalError', 'The secret of the connection is of an unknown form.');
  return { authorization, ...parametersOf(secret.invocation_http_parameters) };
}

function authorizationOf(secret: Secret): Authorization | undefined {
  const { username, password = '', api_key_name: name, api_key_value: value = '' } = secret;
  if (username !== undefined) return { type: 'BASIC', username, password };
  if (name !== undefined) return { type: 'API_KEY', name, value };
  const { client_id: clientId, client_secret: clientSecret = '', authorization_endpoint: endpoint } = secret;
  if (clientId === undefined || endpoint === undefined) return undefined;
  const method = secret.http_method === 'GET' || secret.http_method === 'PUT' ? secret.http_method : 'POST';
  const parameters = parametersOf(secret.oauth_http_parameters);
  return {
    type: 'OAUTH_CLIENT_CREDENTIALS',
    clientId,
    clientSecret,
    authorizationEndpoint: endpoint,
    method,
    parameters,
  };
}

function parametersOf(parameters: SecretParameters = {}): {
  readonly headers: readonly HttpParameter[];
  readonly query: readonly HttpParameter[];
  readonly body: readonly HttpParameter[];
} {
  const { header_parameters: headers, query_string_parameters: query, body_parameters: body } = parameters;
  return { headers: headers ?? [], query: query ?? [], body: body ?? [] };
}

function describedFailure(error: unknown): Failure {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'ResourceNotFoundException') return failure('ResourceNotFound', message);
  if (/AccessDenied/.test(name)) return failure('AccessDenied', message);
  return failure('InternalError', message);
}

function failure(reason: string, cause: string): Failure {
  return { error: `Events.ConnectionResource.${reason}`, cause };
}
