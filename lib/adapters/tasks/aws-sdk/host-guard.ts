import type { EndpointRules, FoundEndpoint } from './endpoint-rules.ts';

/** The part of a request that says where it goes, as clients of the SDK have it. */
interface Destination {
  readonly protocol: string;
  readonly hostname: string;
  /** Absent: that of the protocol. */
  readonly port?: number | string | undefined;
}

type Send = (call: { readonly request: unknown }) => Promise<object>;

/** What is run around each request of a client. */
export type Middleware = (send: Send, context: { readonly endpointV2?: FoundEndpoint }) => Send;

interface HostGuard {
  /** The rules that the client is to be made with. */
  readonly rules: EndpointRules;
  /** Has to be the last one before a request is sent; rejects those that would go elsewhere. */
  readonly middleware: Middleware;
}

/**
 * Keeps requests at their service: some clients let a parameter say where they go, such as `PredictEndpoint` of Machine
 * Learning. Nothing but the rules of the client may.
 * @param endpoint URL of a service other than AWS's own
 */
export function hostGuard(rules: EndpointRules, endpoint: string | undefined): HostGuard {
  const configured = endpoint === undefined ? undefined : new URL(endpoint);
  const found = new WeakSet<FoundEndpoint>();
  const isAtService = (request: Destination, at: FoundEndpoint | undefined): boolean => {
    if (configured) return isBelow(request, configured);
    return at !== undefined && found.has(at) && isAwsHost(request, at.url);
  };
  return {
    rules(parameters, context) {
      const at = rules(parameters, context);
      found.add(at);
      return at;
    },
    middleware: (send, context) => async (call) => {
      const request = call.request as Destination;
      if (isAtService(request, context.endpointV2)) return send(call);
      throw new Error(`The parameters lead to '${request.hostname}', which is no host of the service`);
    },
  };
}

/** At the host itself, or at a sub-domain of it. */
function isBelow(request: Destination, url: URL): boolean {
  const { hostname } = request;
  return isSamePort(request, url) && (hostname === url.hostname || hostname.endsWith(`.${url.hostname}`));
}

/** Besides, AWS's own hosts have prefixes (`sync-states…`, `data-servicediscovery…`) and cells (`query-cell1.timestream…`). */
function isAwsHost(request: Destination, url: URL): boolean {
  const hostname = request.hostname.replace(/^(ingest|query)-cell\d+(?=\.timestream\.)/, '$1');
  if (isBelow({ ...request, hostname }, url)) return true;
  return isSamePort(request, url) && hostname.endsWith(`-${url.hostname}`);
}

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

function isSamePort({ protocol, port }: Destination, url: URL): boolean {
  const standard = PORTS[protocol] ?? '';
  return protocol === url.protocol && String(port ?? standard) === (url.port || standard);
}
