import { isIP } from 'node:net';

/** Where a client of the SDK sends a request. */
export interface FoundEndpoint {
  readonly url: URL;
}

/** The rules of a client by which it finds out; its `endpointProvider`. Throws what the caller is to read. */
export type EndpointRules = (parameters: Readonly<Record<string, unknown>>, context: object) => FoundEndpoint;

/** Stands for an address in the rules, which print what sub-domain they could not put before one. */
const STAND_IN = 'service.invalid';

/**
 * The rules for a service that is elsewhere than AWS has it: an account has no sub-domain there, and an address has none
 * at all.
 * @param endpoint URL; absent: it is where AWS has it
 */
export function rulesAt(endpoint: string | undefined, rules: EndpointRules): EndpointRules {
  if (endpoint === undefined) return rules;
  const { hostname } = new URL(endpoint);
  const isAddress = isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0;
  return (parameters, context) => {
    const given = { ...parameters, RequiresAccountId: false };
    if (!isAddress) return rules(given, context);
    const found = rules({ ...given, Endpoint: withHost(endpoint, STAND_IN).href }, context);
    if (found.url.hostname === STAND_IN) return { ...found, url: withHost(found.url.href, hostname) };
    throw new Error(`The request needs a sub-domain of the service, and ${endpoint} is an address, which has none`);
  };
}

function withHost(url: string, hostname: string): URL {
  const changed = new URL(url);
  changed.hostname = hostname;
  return changed;
}
