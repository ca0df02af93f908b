import { isArray, isObject, type Json } from '../../../asl/json.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import { refusedParameters } from '../http/request-failure.ts';
import { isHeader } from '../http/send-request.ts';
import type { Failure } from '../integration.ts';
import { checkParameters, type CheckedValues, type ParameterRule } from '../parameters.ts';

const PARAMETERS = {
  ApiEndpoint: { type: 'string', required: true },
  Method: { type: 'string', required: true },
  Headers: { type: 'json' },
  Stage: { type: 'string' },
  Path: { type: 'string' },
  QueryParameters: { type: 'json' },
  RequestBody: { type: 'json' },
  AllowNullValues: { type: 'json' },
  AuthType: { type: 'string' },
} as const satisfies Readonly<Record<string, ParameterRule>>;

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];
/** Methods whose requests fetch sends without a body only. */
const WITHOUT_BODY: ReadonlySet<string> = new Set(['GET', 'HEAD']);
/** With the role of the machine a request is signed, and so it is for an API with a policy of its own. */
const AUTH_TYPES = ['NO_AUTH', 'IAM_ROLE', 'RESOURCE_POLICY'];

/** Headers that a definition cannot set (docs: API Gateway). */
const REFUSED: ReadonlySet<string> = new Set(
  `authorization connection content-md5 expect host max-forwards proxy-authenticate server te transfer-encoding trailer
  upgrade via www-authenticate`.split(/\s+/),
);
const REFUSED_PREFIXES = /^x-(?:forwarded|amz|amzn)/;

/** An API as Step Functions names it: a host, perhaps with a port, and nothing else. */
const HOST = /^[A-Za-z0-9.-]+(?::\d+)?$/;
/** The machine itself, and the name under which LocalStack has APIs on it. */
const OWN_HOST = /^(?:localhost|127\.0\.0\.1|.+\.localhost|(?:.+\.)?localhost\.localstack\.cloud)(?::\d+)?$/;

export interface ApiGatewayRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
  readonly isSigned: boolean;
}

/**
 * Reads the parameters of an `apigateway:invoke` Task.
 * @param allowsOwnHosts may the machine's own hosts be asked? They are asked without TLS.
 */
export function readApiGatewayRequest(parameters: string, allowsOwnHosts: boolean): ApiGatewayRequest | Failure {
  const checked = checkParameters(parameters, PARAMETERS);
  if (!checked.ok) return checked.failure;
  const { ApiEndpoint, Method, AuthType = 'NO_AUTH', AllowNullValues = false, ...given } = checked.values;
  const invalid = (field: string): Failure =>
    refusedParameters(parameters, `The value of the field '${field}' has an invalid format`);
  const isOwn = OWN_HOST.test(ApiEndpoint);
  if (!HOST.test(ApiEndpoint) || (isOwn && !allowsOwnHosts)) return invalid('ApiEndpoint');
  if (!METHODS.includes(Method)) return invalid('Method');
  if (!AUTH_TYPES.includes(AuthType)) return invalid('AuthType');
  if (typeof AllowNullValues !== 'boolean') return invalid('AllowNullValues');
  const query = pairs(given.QueryParameters);
  if (!query) return invalid('QueryParameters');
  const headers = pairs(given.Headers);
  if (!headers?.every(([name, value]) => isHeader(name, value))) return invalid('Headers');
  const refused = headers.map(([name]) => name.toLowerCase()).filter(isRefused);
  if (refused.length > 0) {
    return refusedParameters(parameters, `The 'Headers' field contains unsupported values: [${refused.join(', ')}]`);
  }
  const body = bodyText(given.RequestBody, AllowNullValues);
  if (body !== undefined && WITHOUT_BODY.has(Method)) {
    return refusedParameters(parameters, `A request with the method ${Method} cannot have a body`);
  }
  const isTyped = body === undefined || headers.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    url: urlOf(`${isOwn ? 'http' : 'https'}://${ApiEndpoint}`, given, query),
    method: Method,
    headers: [...headers, ...(isTyped ? [] : [['Content-Type', 'application/json'] as const])],
    body,
    isSigned: AuthType !== 'NO_AUTH',
  };
}

/** Every header and query parameter is a list of texts (recorded 2024-10); undefined: it is none. */
function pairs(value: Json | undefined): readonly (readonly [string, string])[] | undefined {
  if (value === undefined) return [];
  if (!isObject(value)) return undefined;
  const all: (readonly [string, string])[] = [];
  for (const [name, values] of Object.entries(value)) {
    if (!isArray(values)) return undefined;
    for (const each of values) {
      if (typeof each !== 'string') return undefined;
      all.push([name, each]);
    }
  }
  return all;
}

function isRefused(name: string): boolean {
  return REFUSED.has(name) || REFUSED_PREFIXES.test(name);
}

function urlOf(
  origin: string,
  { Stage = '', Path = '' }: Pick<CheckedValues<typeof PARAMETERS>, 'Stage' | 'Path'>,
  query: readonly (readonly [string, string])[],
): URL {
  const url = new URL(origin);
  const parts = [Stage, Path].map((part) => part.replaceAll(/^\/+|\/+$/g, '')).filter((part) => part !== '');
  url.pathname = `/${parts.join('/')}`;
  url.search = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  return url;
}

/** JSON text, also of a text; null, and nulls within unless they are allowed, are not sent (recorded 2024-10, docs). */
function bodyText(body: Json | undefined, allowNullValues: boolean): string | undefined {
  if (body === undefined) return undefined;
  return jsonText(allowNullValues ? body : withoutNulls(body));
}

function withoutNulls(value: Json): Json {
  if (isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}
