import type { InvokeCommandOutput, LambdaClient } from '@aws-sdk/client-lambda';
import type { ServiceEndpoint } from '../../service-endpoint.ts';
import type { Failure } from '../integration.ts';
import { keepResponseHeaders, type ResponseHeaders } from '../response-headers.ts';
import { sdkFailure } from '../sdk-failure.ts';
import { LAMBDA_ERRORS } from '../service-error.ts';
import { functionArn } from './function-target.ts';
import type { Invocation, InvocationType, Invoked, InvokeFunction } from './invocation.ts';

interface Connection {
  readonly client: LambdaClient;
  readonly headers: ResponseHeaders;
}

/** Invokes functions through the Lambda service. The SDK is loaded with the first call; one client per region. */
export function lambdaService(options: ServiceEndpoint): InvokeFunction {
  const connections = new Map<string, Promise<Connection>>();
  const connectionTo = (region: string): Promise<Connection> => {
    const known = connections.get(region) ?? connect(region, options);
    connections.set(region, known);
    return known;
  };
  return async (invocation, signal) => {
    const sent = await send(await connectionTo(invocation.target.region), invocation, signal);
    return 'error' in sent ? sent : invokedOf(sent, invocation.invocationType);
  };
}

async function connect(region: string, { endpoint, credentials }: ServiceEndpoint): Promise<Connection> {
  const { LambdaClient } = await import('@aws-sdk/client-lambda');
  const client = new LambdaClient({
    region,
    // A second try of the SDK would run a function twice; the machine's Retry decides.
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 5_000, httpAgent: { maxSockets: 1_000 }, httpsAgent: { maxSockets: 1_000 } },
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
  });
  return { client, headers: keepResponseHeaders(client, { connection: 'Connection' }) };
}

interface Sent {
  readonly output: InvokeCommandOutput;
  readonly headers: Readonly<Record<string, string>>;
}

async function send(
  { client, headers }: Connection,
  invocation: Invocation,
  signal: AbortSignal,
): Promise<Sent | Failure> {
  const { InvokeCommand, LambdaServiceException } = await import('@aws-sdk/client-lambda');
  const { target, payload, invocationType, tail, clientContext } = invocation;
  const command = new InvokeCommand({
    FunctionName: functionArn(target),
    Payload: Buffer.from(payload),
    InvocationType: invocationType,
    ...(target.qualifier !== undefined && { Qualifier: target.qualifier }),
    ...(tail && { LogType: 'Tail' }),
    ...(clientContext !== undefined && { ClientContext: clientContext }),
  });
  try {
    const output = await client.send(command, { abortSignal: signal });
    return { output, headers: headers(output) };
  } catch (error) {
    return sdkFailure(LAMBDA_ERRORS, error, LambdaServiceException);
  }
}

function invokedOf({ output, headers }: Sent, type: InvocationType): Invoked {
  const { StatusCode, ExecutedVersion, FunctionError, LogResult, Payload, $metadata } = output;
  return {
    statusCode: StatusCode ?? $metadata.httpStatusCode ?? 200,
    requestId: $metadata.requestId ?? '',
    headers,
    ...(ExecutedVersion !== undefined && { executedVersion: ExecutedVersion }),
    ...(FunctionError !== undefined && { functionError: FunctionError }),
    ...(LogResult !== undefined && { logResult: LogResult }),
    ...(type === 'RequestResponse' && { payload: Payload ? Payload.transformToString() : '' }),
  };
}
