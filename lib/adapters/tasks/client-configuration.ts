import type { ServiceEndpoint } from '../service-endpoint.ts';

/** What a client of the SDK is made with. */
export interface ClientConfiguration extends ServiceEndpoint {
  readonly region: string;
  readonly maxAttempts: number;
  readonly requestHandler: object;
}

/** To connect, in milliseconds: with the time for an answer less than what a turn keeps free for the call. */
const CONNECTION_MS = 5_000;
/** For the answer of an action that only hands something over. */
const SHORT_MS = 12_000;

/** How Task states call a service in one region. @param answerMs how long an answer may take, or stop in its middle */
export function clientConfiguration(
  endpoint: ServiceEndpoint,
  region: string,
  answerMs = SHORT_MS,
): ClientConfiguration {
  return {
    ...endpoint,
    region,
    // A second try of the SDK might do everything twice; the machine's Retry decides.
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECTION_MS,
      requestTimeout: answerMs,
      socketTimeout: answerMs,
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: 1_000 },
      httpsAgent: { maxSockets: 1_000 },
    },
  };
}
