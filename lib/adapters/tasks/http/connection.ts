import type { Failure } from '../integration.ts';

/** A header, a member of the query string or of the body. */
export interface HttpParameter {
  readonly key: string;
  readonly value: string;
}

/** What a connection adds to every request, besides its authorization. */
export interface HttpParameters {
  readonly headers: readonly HttpParameter[];
  readonly query: readonly HttpParameter[];
  readonly body: readonly HttpParameter[];
}

export interface OAuthClientCredentials {
  readonly type: 'OAUTH_CLIENT_CREDENTIALS';
  readonly clientId: string;
  readonly clientSecret: string;
  /** URL that gives tokens. */
  readonly authorizationEndpoint: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly parameters: HttpParameters;
}

/** The three ways in which EventBridge connections authorize. */
export type Authorization =
  | { readonly type: 'BASIC'; readonly username: string; readonly password: string }
  | { readonly type: 'API_KEY'; readonly name: string; readonly value: string }
  | OAuthClientCredentials;

/** An EventBridge connection: how HTTP Tasks prove who they are. */
export interface HttpConnection extends HttpParameters {
  readonly authorization: Authorization;
}

/** Finds a connection by its ARN; the failure is the task's. */
export type FindConnection = (connectionArn: string) => Promise<HttpConnection | Failure>;

export const NO_PARAMETERS: HttpParameters = { headers: [], query: [], body: [] };

/** `arn:aws:events:REGION:ACCOUNT:connection/NAME/UUID`; undefined for anything else. */
export function connectionName(arn: string): string | undefined {
  return /^arn:[^:]+:events:[^:]*:[^:]*:connection\/(?<name>[^/]+)(?:\/[^/]+)?$/.exec(arn)?.groups?.['name'];
}
