import { isObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import { parseJson } from '../../../asl/json-text/parse-json.ts';
import type { Failure } from '../integration.ts';
import type { HttpParameters } from './connection.ts';
import { ARRAY_FORMATS, encodePairs, pairsOf, type ArrayFormat } from './query-string.ts';
import { refusedParameters } from './request-failure.ts';
import { definedHeaders, headerOf, withHeaders, type RequestHeaders } from './request-headers.ts';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'];
/** Methods whose requests fetch sends without a body only. */
const WITHOUT_BODY: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const FORM = 'application/x-www-form-urlencoded';
/** AWS reads no more than this much of an answer. */
const RANGE = 'bytes=0-262144';
/** The hosts of the machine itself. */
const OWN_HOST = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** What the parameters of an `http:invoke` Task say. */
export interface HttpCall {
  /** Kept for texts of failures. */
  readonly parameters: string;
  readonly url: URL;
  readonly method: string;
  readonly connectionArn: string;
  readonly headers: RequestHeaders;
  readonly query: Json | undefined;
  readonly body: Json | undefined;
  /** Set where the body is encoded as a form. */
  readonly form: ArrayFormat | undefined;
}

export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: RequestHeaders;
  readonly body: string | undefined;
}

/** @param allowsOwnHosts may the machine's own hosts be asked, without TLS? */
export function readHttpCall(parameters: string, allowsOwnHosts: boolean): HttpCall | Failure {
  const given = parseJson(parameters);
  const refuse = (problem: string): Failure => refusedParameters(parameters, problem);
  const invalid = (field: string): Failure => refuse(`The value of the field '${field}' has an invalid format`);
  const { ApiEndpoint, Method, Authentication, InvocationConfig, Headers, QueryParameters, RequestBody, Transform } =
    isObject(given) ? given : ({} as JsonObject);
  if (ApiEndpoint === undefined) return refuse("The field 'ApiEndpoint' is required but was missing");
  if (Method === undefined) return refuse("The field 'Method' is required but was missing");
  const url = typeof ApiEndpoint === 'string' && URL.canParse(ApiEndpoint) ? new URL(ApiEndpoint) : undefined;
  if (!url || !isAllowed(url, allowsOwnHosts)) return invalid('ApiEndpoint');
  if (typeof Method !== 'string' || !METHODS.includes(Method)) return invalid('Method');
  const connection = Authentication ?? InvocationConfig;
  const connectionArn = isObject(connection) ? connection['ConnectionArn'] : undefined;
  if (connectionArn === undefined) return refuse("The field 'Authentication' is required but was missing");
  if (typeof connectionArn !== 'string') return invalid('ConnectionArn');
  const headers = definedHeaders(parameters, Headers);
  if ('error' in headers) return headers;
  const form = formatOfForm(Transform);
  if (form === 'invalid') return invalid('Transform');
  const isForm = headerOf(headers, 'content-type')?.startsWith(FORM) === true;
  if (form !== undefined && !isForm) return refuse(`URL_ENCODED needs the header 'Content-Type: ${FORM}'`);
  return { parameters, url, method: Method, connectionArn, headers, query: QueryParameters, body: RequestBody, form };
}

/**
 * The request with what a connection adds; its headers, query parameters and members of the body win over those of the
 * definition (docs: HTTP Task).
 */
export function httpRequest(call: HttpCall, added: HttpParameters, region: string): HttpRequest | Failure {
  const body = mergedBody(call, added);
  if (body instanceof Error) return refusedParameters(call.parameters, body.message);
  if (body !== undefined && WITHOUT_BODY.has(call.method)) {
    return refusedParameters(call.parameters, `A request with the method ${call.method} cannot have a body`);
  }
  const own = new Map([
    ['User-Agent', `Amazon|StepFunctions|HttpInvoke|${region}`],
    ['Range', RANGE],
  ]);
  const isJson = body !== undefined && typeof body !== 'string' && call.form === undefined;
  const typed =
    isJson && !headerOf(call.headers, 'content-type') ? [['Content-Type', 'application/json'] as const] : [];
  const connection = new Map(added.headers.map(({ key, value }) => [key, value] as const));
  return {
    url: urlOf(call, added),
    method: call.method,
    headers: withHeaders(withHeaders(new Map([...call.headers, ...typed]), own), connection),
    body: body === undefined ? undefined : bodyText(body, call.form),
  };
}

/** A user in the URL cannot be sent: proving who asks is what the connection is for. */
function isAllowed({ protocol, hostname, username, password }: URL, allowsOwnHosts: boolean): boolean {
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (allowsOwnHosts && protocol === 'http:' && OWN_HOST.test(hostname));
}

function formatOfForm(transform: Json | undefined): ArrayFormat | undefined | 'invalid' {
  if (transform === undefined) return undefined;
  if (!isObject(transform)) return 'invalid';
  const { RequestBodyEncoding: encoding = 'NONE', RequestEncodingOptions: options = {} } = transform;
  if (encoding === 'NONE') return undefined;
  const format = isObject(options) ? (options['ArrayFormat'] ?? 'INDICES') : undefined;
  return (encoding === 'URL_ENCODED' && ARRAY_FORMATS.find((known) => known === format)) || 'invalid';
}

function urlOf({ url, query, form }: HttpCall, added: HttpParameters): string {
  const format = form ?? 'INDICES';
  const parameters = typeof query === 'string' ? query : isObject(query) ? encodePairs(pairsOf(query, format)) : '';
  const replaced = new URLSearchParams(`${url.searchParams.toString()}&${parameters}`);
  for (const { key, value } of added.query) replaced.set(key, value);
  const all = new URL(url);
  all.search = replaced.toString();
  return all.href;
}

function mergedBody({ body }: HttpCall, added: HttpParameters): Json | undefined | Error {
  if (added.body.length === 0) return body;
  const members = Object.fromEntries(added.body.map(({ key, value }) => [key, value]));
  if (body === undefined) return members;
  if (isObject(body)) return { ...body, ...members };
  return new Error('A RequestBody that is no object cannot take the body parameters of the connection');
}

function bodyText(body: Json, form: ArrayFormat | undefined): string {
  if (form !== undefined && isObject(body)) return encodePairs(pairsOf(body, form));
  return typeof body === 'string' ? body : jsonText(body);
}
