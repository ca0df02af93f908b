import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ApiLimits } from '../lib/api/api-context.ts';
import type { ApiRequest, ApiResponse } from '../lib/api/protocol/message.ts';
import { deployment } from './deployment.ts';
import { httpFunction } from './middleware.ts';

/** The Step Functions API as a function behind an HTTP API or a Function URL. */
export function apiFunction(limits: Partial<ApiLimits>) {
  const api = deployment.createApi(limits);
  return httpFunction<APIGatewayProxyEventV2>(async (event, _context, signal) =>
    resultOf(await api(requestOf(event, signal))),
  );
}

/** A request in payload format 2.0, which both front doors share. Bodies of AWS JSON come as base64. */
function requestOf(event: APIGatewayProxyEventV2, signal: AbortSignal): ApiRequest {
  const { body = '', isBase64Encoded, headers, rawPath, requestContext } = event;
  return {
    method: requestContext.http.method,
    path: rawPath,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
    signal: () => signal,
  };
}

function resultOf({ status, headers, body }: ApiResponse): APIGatewayProxyStructuredResultV2 {
  return { statusCode: status, headers: { ...headers }, body };
}
