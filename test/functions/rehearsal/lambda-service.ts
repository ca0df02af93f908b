import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A function of the user: gets an event, answers or throws. */
export type UserFunction = (event: Record<string, unknown>) => unknown;

export interface LambdaService {
  readonly endpoint: string;
  close(): Promise<void>;
}

const INVOCATION = /\/functions\/[^/]*function%3A([^/%]+)\/invocations/;

const CONFIGURATION = /function%3A([^/%]+)\/configuration/;

/**
 * A stand-in for Lambda's Invoke and GetFunctionConfiguration on a free port of this machine.
 * @param timeouts time-outs of functions in seconds; 3 where none is given, as with AWS
 */
export async function startLambdaService(
  functions: Readonly<Record<string, UserFunction>>,
  timeouts: Readonly<Record<string, number>>,
): Promise<LambdaService> {
  const server = createServer((request, response) => {
    const configured = CONFIGURATION.exec(request.url ?? '')?.[1];
    if (configured !== undefined) {
      response.end(JSON.stringify({ FunctionName: configured, Timeout: timeouts[configured] ?? 3 }));
      return;
    }
    void invoke(functions, request).then(({ payload, failed }) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'x-amz-executed-version': '$LATEST',
        ...(failed && { 'x-amz-function-error': 'Unhandled' }),
      });
      response.end(payload);
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

async function invoke(
  functions: Readonly<Record<string, UserFunction>>,
  request: IncomingMessage,
): Promise<{ readonly payload: string; readonly failed: boolean }> {
  const name = INVOCATION.exec(request.url ?? '')?.[1] ?? '';
  const event = JSON.parse(await text(request)) as Record<string, unknown>;
  try {
    return { payload: JSON.stringify(await functions[name]?.(event)), failed: false };
  } catch (error) {
    const { name: errorType, message } = error as Error;
    return { payload: JSON.stringify({ errorType, errorMessage: message }), failed: true };
  }
}
