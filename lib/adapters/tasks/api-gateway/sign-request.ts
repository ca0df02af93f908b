import { Sha256 } from '../../aws/sigv4/sha256.ts';
import type { FindService } from '../../service-endpoint.ts';
import type { Failure } from '../integration.ts';
import { serviceNotConfigured } from '../service-not-configured.ts';
import type { ApiGatewayRequest } from './api-gateway-request.ts';

/** The headers of a request, with those that say who sends it; a failure when nobody said who that is. */
export type SignRequest = (
  request: ApiGatewayRequest,
  region: string,
) => Promise<ApiGatewayRequest['headers'] | Failure>;

const SERVICE = 'API_GATEWAY';

/**
 * Signs with the credentials that the SDK finds; on a laptop with those of the service that stands in for API Gateway,
 * so that nobody's own are used by accident.
 */
export function requestSigner(findService: FindService): SignRequest {
  return async ({ url, method, headers, body }, region) => {
    const service = findService(SERVICE);
    if (!service) return serviceNotConfigured(SERVICE);
    // Few machines need them, and they are slow to load. Of the client only what it knows of credentials is wanted.
    const [{ SignatureV4 }, { SQSClient }] = await Promise.all([
      import('@smithy/signature-v4'),
      import('@aws-sdk/client-sqs'),
    ]);
    const { credentials } = new SQSClient({ ...service, region }).config;
    const signer = new SignatureV4({ credentials, region, service: 'execute-api', sha256: Sha256 });
    const signed = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: queryOf(url),
      headers: { ...combined(headers), host: url.host },
      body,
    });
    // fetch writes the host itself.
    return Object.entries(signed.headers).filter(([name]) => name !== 'host');
  };
}

/** As fetch sends them: the values of a name in one line. */
function combined(headers: ApiGatewayRequest['headers']): Record<string, string> {
  const all = new Headers();
  for (const [name, value] of headers) all.append(name, value);
  return Object.fromEntries(all);
}

function queryOf({ searchParams }: URL): Record<string, string[]> {
  return Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]));
}
