import type { ServiceEndpoint } from '../service-endpoint.ts';

/** What a client of the SDK is made with. */
export interface ClientConfiguration extends ServiceEndpoint {
  readonly region: string;
  readonly maxAttempts: number;
  readonly requestHandler: object;
}

/** Together less than what a turn keeps free for a call. */
const CLIENT = {
  // A second try of the SDK might do everything twice; the machine's Retry decides.
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: 5_000,
    requestTimeout: 12_000,
    // Also for an answer that stops in its middle.
    socketTimeout: 12_000,
    throwOnRequestTimeout: true,
    httpAgent: { maxSockets: 1_000 },
    httpsAgent: { maxSockets: 1_000 },
  },
};

/** How Task states call a service in one region. */
export function clientConfiguration(endpoint: ServiceEndpoint, region: string): ClientConfiguration {
  return { ...CLIENT, ...endpoint, region };
}
