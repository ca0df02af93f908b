import {
  NO_PARAMETERS,
  type Authorization,
  type HttpConnection,
  type HttpParameter,
  type HttpParameters,
} from '../../adapters/tasks/http/connection.ts';
import { HTTP_URL, isHttpUrl } from './http-url.ts';
import { section, type Report, type Section } from './section.ts';

const CONNECTION_NAME = /^[.\-_A-Za-z0-9]{1,64}$/;
const ADDED = ['headers', 'query', 'body'] as const;
const METHODS = ['GET', 'POST', 'PUT'] as const;

/** The keys of each way to authorize; all of them are texts that have to be there. */
const AUTHORIZATIONS = {
  basic: ['username', 'password'],
  apiKey: ['name', 'value'],
  oauth: ['clientId', 'clientSecret', 'authorizationEndpoint'],
} as const;
type AuthorizationKey = keyof typeof AUTHORIZATIONS;
const AUTHORIZATION_KEYS = Object.keys(AUTHORIZATIONS) as readonly AuthorizationKey[];

/** A connection of stepyard.yml: how it authorizes, and what else it adds to requests. */
export function connectionEntry(name: string, entry: unknown, report: Report): HttpConnection {
  const path = ['connections', name];
  if (!CONNECTION_NAME.test(name)) {
    report(path, `'${name}' is not a connection's name: letters, digits, ., - and _, at most 64`);
  }
  const given = section(entry, path, report);
  const known = [...AUTHORIZATION_KEYS, ...ADDED];
  for (const key of Object.keys(given)) {
    if (!known.some((name_) => name_ === key))
      report([...path, key], `Unknown key '${key}'. Known: ${known.join(', ')}`);
  }
  const ways = AUTHORIZATION_KEYS.filter((key) => key in given);
  if (ways.length !== 1) report(path, `'${name}' needs one of ${AUTHORIZATION_KEYS.join(', ')}`);
  const [way = 'basic'] = ways;
  return { authorization: authorization(way, given[way], [...path, way], report), ...added(given, path, report) };
}

function authorization(way: AuthorizationKey, value: unknown, path: readonly string[], report: Report): Authorization {
  const given = section(value, path, report);
  const [first = '', second = '', third = ''] = AUTHORIZATIONS[way].map((key) => textAt(given, key, path, report));
  if (way === 'basic') return { type: 'BASIC', username: first, password: second };
  if (way === 'apiKey') return { type: 'API_KEY', name: first, value: second };
  if (third !== '' && !isHttpUrl(third)) {
    report([...path, 'authorizationEndpoint'], `'authorizationEndpoint' must be ${HTTP_URL}`);
  }
  const method = METHODS.find((allowed) => allowed === (given['method'] ?? 'POST'));
  if (!method) report([...path, 'method'], `'method' must be one of ${METHODS.join(', ')}`);
  return {
    type: 'OAUTH_CLIENT_CREDENTIALS',
    clientId: first,
    clientSecret: second,
    authorizationEndpoint: third,
    method: method ?? 'POST',
    parameters: added(given, path, report),
  };
}

function added(given: Section, path: readonly string[], report: Report): HttpParameters {
  const members = ADDED.filter((key) => key in given).map((key) => [
    key,
    parameters(given[key], [...path, key], report),
  ]);
  return { ...NO_PARAMETERS, ...(Object.fromEntries(members) as Partial<HttpParameters>) };
}

function parameters(value: unknown, path: readonly string[], report: Report): readonly HttpParameter[] {
  const given = section(value, path, report);
  return Object.keys(given).map((key) => ({ key, value: textAt(given, key, path, report) }));
}

/** A text; `\${NAME}` in it stands for a variable of the environment, so that secrets need not be in the file. */
function textAt(given: Section, key: string, path: readonly string[], report: Report): string {
  const value = given[key];
  if (typeof value !== 'string' || value === '') {
    report([...path, key], `'${key}' must be a text`);
    return '';
  }
  return value.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
    const found = process.env[name];
    if (found === undefined) report([...path, key], `The environment has no variable ${name}`);
    return found ?? '';
  });
}
