import { isObject, type JsonObject } from '../../../asl/json.ts';
import { doubleOf } from '../../../asl/json-text/compare-numbers.ts';
import { parseJsonText } from '../../../asl/json-text/parse-json-text.ts';
import type { Failure } from '../integration.ts';
import { NO_PARAMETERS, type Authorization, type HttpParameters, type OAuthClientCredentials } from './connection.ts';
import { sendRequest } from './send-request.ts';

/** A token is asked for again this long before it runs out. */
const EARLY_MS = 30_000;
const DEFAULT_SECONDS = 300;
const NO_MEMBERS: JsonObject = {};

/** How requests are authorized: what is added to one, and what to forget when it was refused. */
export interface Authorizer {
  parametersFor(
    connectionArn: string,
    authorization: Authorization,
    signal: AbortSignal,
  ): Promise<HttpParameters | Failure>;
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

  async function bearer(
    arn: string,
    credentials: OAuthClientCredentials,
    signal: AbortSignal,
  ): Promise<HttpParameters | Failure> {
    let token = tokens.get(arn);
    if (!token || token.expires < now() + EARLY_MS) {
      const asked = await askForToken(send, credentials, now(), signal);
      if ('error' in asked) return asked;
      tokens.set(arn, (token = asked));
    }
    return header('Authorization', `Bearer ${token.value}`);
  }

  return {
    async parametersFor(arn, authorization, signal) {
      switch (authorization.type) {
        case 'BASIC': {
          const { username, password } = authorization;
          return header('Authorization', `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`);
        }
        case 'API_KEY':
          return header(authorization.name, authorization.value);
        case 'OAUTH_CLIENT_CREDENTIALS':
          return bearer(arn, authorization, signal);
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
  signal: AbortSignal,
): Promise<Token | Failure> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  if (!URL.canParse(authorizationEndpoint)) return refused('Its authorization endpoint is no URL.');
  const url = new URL(authorizationEndpoint);
  const inBody = method !== 'GET';
  for (const { key, value } of parameters.body) form.set(key, value);
  for (const { key, value } of parameters.query) url.searchParams.set(key, value);
  if (!inBody) for (const [key, value] of form) url.searchParams.set(key, value);
  const headers = parameters.headers.map(({ key, value }) => [key, value] as const);
  const answer = await sendRequest(send, { url: url.href, method, headers, body: inBody ? form : undefined }, signal);
  if (!('statusCode' in answer)) return refused(answer.reason);
  const { statusCode, body } = answer;
  if (statusCode < 200 || statusCode > 299) return refused(`HTTP ${statusCode}`);
  const parsed = parseJsonText(body);
  const { access_token: value, expires_in: seconds } = parsed.ok && isObject(parsed.value) ? parsed.value : NO_MEMBERS;
  // What was answered instead is not quoted: it may well be a token, in another form.
  if (typeof value !== 'string') return refused('The answer is no JSON object with an access_token.');
  return { value, expires: now + (doubleOf(seconds) ?? DEFAULT_SECONDS) * 1000 };
}

function refused(reason: string): Failure {
  return {
    error: 'Events.ConnectionResource.InvalidConnectionState',
    cause: `The connection could not be authorized: ${reason}`,
  };
}
