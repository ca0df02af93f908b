import type { Failure } from '../integration.ts';
import { NO_PARAMETERS, type Authorization, type HttpParameters, type OAuthClientCredentials } from './connection.ts';

/** A token is asked for again this long before it runs out. */
const EARLY_MS = 30_000;
const DEFAULT_SECONDS = 300;

/** How requests are authorized: what is added to one, and what to forget when it was refused. */
export interface Authorizer {
  parametersFor(connectionArn: string, authorization: Authorization): Promise<HttpParameters | Failure>;
  /** The next request asks for a new token. @returns false when there was none */
  forget(connectionArn: string): boolean;
}

interface Token {
  readonly value: string;
  readonly expires: number;
}

/** Tokens are kept in memory until they run out. */
export function createAuthorizer(send: typeof fetch, now: () => number): Authorizer {
  const tokens = new Map<string, Token>();

  async function bearer(arn: string, credentials: OAuthClientCredentials): Promise<HttpParameters | Failure> {
    let token = tokens.get(arn);
    if (!token || token.expires < now() + EARLY_MS) {
      const asked = await askForToken(send, credentials, now());
      if ('error' in asked) return asked;
      tokens.set(arn, (token = asked));
    }
    return header('Authorization', `Bearer ${token.value}`);
  }

  return {
    async parametersFor(arn, authorization) {
      switch (authorization.type) {
        case 'BASIC': {
          const { username, password } = authorization;
          return header('Authorization', `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`);
        }
        case 'API_KEY':
          return header(authorization.name, authorization.value);
        case 'OAUTH_CLIENT_CREDENTIALS':
          return bearer(arn, authorization);
      }
    },
    forget: (arn) => tokens.delete(arn),
  };
}

function header(key: string, value: string): HttpParameters {
  return { ...NO_PARAMETERS, headers: [{ key, value }] };
}

/** OAuth 2.0, client credentials: the client's own data travel like the other parameters (docs: connections). */
async function askForToken(
  send: typeof fetch,
  { authorizationEndpoint, method, clientId, clientSecret, parameters }: OAuthClientCredentials,
  now: number,
): Promise<Token | Failure> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  const url = new URL(authorizationEndpoint);
  const inBody = method !== 'GET';
  for (const { key, value } of parameters.body) form.set(key, value);
  for (const { key, value } of parameters.query) url.searchParams.set(key, value);
  if (!inBody) for (const [key, value] of form) url.searchParams.set(key, value);
  try {
    const response = await send(url, {
      method,
      headers: Object.fromEntries(parameters.headers.map(({ key, value }) => [key, value])),
      ...(inBody && { body: form }),
    });
    const answer = (await response.json()) as { readonly access_token?: unknown; readonly expires_in?: unknown };
    if (!response.ok || typeof answer.access_token !== 'string') return refused(`HTTP ${response.status}`);
    const seconds = typeof answer.expires_in === 'number' ? answer.expires_in : DEFAULT_SECONDS;
    return { value: answer.access_token, expires: now + seconds * 1000 };
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}

function refused(reason: string): Failure {
  return {
    error: 'Events.ConnectionResource.InvalidConnectionState',
    cause: `The connection could not be authorized: ${reason}`,
  };
}
