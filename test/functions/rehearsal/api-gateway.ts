import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { invocation, type PackagedFunction } from './packaged-functions.ts';

export interface FrontDoor {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** What API Gateway and Function URLs do: make an event like the sample of each request, and a response of the answer. */
export async function openFrontDoor(
  handler: PackagedFunction,
  sample: APIGatewayProxyEventV2,
  timeoutMs: number,
): Promise<FrontDoor> {
  const server = createServer((request, response) => {
    // The SDK corrects its clock by this header, and the rehearsal jumps in time.
    response.sendDate = false;
    void buffer(request)
      .then((body) =>
        handler(
          {
            ...sample,
            rawPath: request.url,
            headers: request.headers,
            requestContext: {
              ...sample.requestContext,
              http: { ...sample.requestContext.http, method: request.method },
            },
            body: body.toString('base64'),
            isBase64Encoded: true,
          },
          invocation('front-door', timeoutMs),
        ),
      )
      .then((answer) => {
        const { statusCode = 200, headers, body } = answer as APIGatewayProxyStructuredResultV2;
        response.writeHead(statusCode, headers as Record<string, string>).end(body);
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
