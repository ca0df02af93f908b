import type { InvokeCommandOutput, LambdaClient } from '@aws-sdk/client-lambda';
import type { ServiceEndpoint } from '../../service-endpoint.ts';
import type { Failure } from '../integration.ts';
import { connectionFailure, LAMBDA_ERRORS, serviceFailure } from '../service-error.ts';
import { functionArn } from './function-target.ts';
import type { Invocation, InvocationType, Invoked, InvokeFunction } from './invocation.ts';

/** Header names as AWS shows them; Node gives them in lower case. */
const SHOWN_AS: Readonly<Record<string, string>> = {
  connection: 'Connection',
  'content-length': 'Content-Length',
  'content-type': 'Content-Type',
  date: 'Date',
  'x-amz-executed-version': 'X-Amz-Executed-Version',
  'x-amz-function-error': 'X-Amz-Function-Error',
  'x-amz-log-result': 'X-Amz-Log-Result',
  'x-amzn-remapped-content-length': 'x-amzn-Remapped-Content-Length',
  'x-amzn-requestid': 'x-amzn-RequestId',
  'x-amzn-trace-id': 'X-Amzn-Trace-Id',
};

/** Invokes functions through the Lambda service. The SDK is loaded with the first call; one client per region. */
export function lambdaService(options: ServiceEndpoint): InvokeFunction {
  const clients = new Map<string, Promise<LambdaClient>>();
  const clientFor = (region: string): Promise<LambdaClient> => {
    const known = clients.get(region) ?? createClient(region, options);
    clients.set(region, known);
    return known;
  };
  return async (invocation, signal) => {
    const client = await clientFor(invocation.target.region);
    const sent = await send(client, invocation, signal);
    return 'error' in sent ? sent : invokedOf(sent, invocation.invocationType);
  };
}

async function createClient(region: string, { endpoint, credentials }: ServiceEndpoint): Promise<LambdaClient> {
  const { LambdaClient } = await import('@aws-sdk/client-lambda');
  return new LambdaClient({
    region,
    // A second try of the SDK would run a function twice; the machine's Retry decides.
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 5_000, httpAgent: { maxSockets: 1_000 }, httpsAgent: { maxSockets: 1_000 } },
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
  });
}

interface Sent {
  readonly output: InvokeCommandOutput;
  readonly headers: Readonly<Record<string, string>>;
}

async function send(client: LambdaClient, invocation: Invocation, signal: AbortSignal): Promise<Sent | Failure> {
  const { InvokeCommand } = await import('@aws-sdk/client-lambda');
  const { target, payload, invocationType, tail, clientContext } = invocation;
  const command = new InvokeCommand({
    FunctionName: functionArn(target),
    Payload: Buffer.from(payload),
    InvocationType: invocationType,
    ...(target.qualifier !== undefined && { Qualifier: target.qualifier }),
    ...(tail && { LogType: 'Tail' }),
    ...(clientContext !== undefined && { ClientContext: clientContext }),
  });
  let headers: Readonly<Record<string, string>> = {};
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      headers = headersOf(result.response);
      return result;
    },
    { step: 'deserialize', name: 'keepResponseHeaders', priority: 'low' },
  );
  try {
    return { output: await client.send(command, { abortSignal: signal }), headers };
  } catch (error) {
    return await failureOf(error);
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

function headersOf(response: unknown): Record<string, string> {
  const { headers } = response as { readonly headers?: Readonly<Record<string, string>> };
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [SHOWN_AS[name] ?? name, value]));
}

interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/** An error of the SDK: an answer of Lambda when it has a status, else a call that did not get through. */
async function failureOf(thrown: unknown): Promise<Failure> {
  if (!(thrown instanceof Error))
    throw new Error('The Lambda client threw something that is no error', { cause: thrown });
  const error: SdkError = thrown;
  const statusCode = error.$metadata?.httpStatusCode;
  if (statusCode === undefined) return connectionFailure(LAMBDA_ERRORS, error.message || error.name);
  const { LambdaServiceException } = await import('@aws-sdk/client-lambda');
  return serviceFailure(LAMBDA_ERRORS, {
    code: error.name,
    message: error.message,
    statusCode,
    requestId: error.$metadata?.requestId ?? '',
    // The SDK has a class of its own for every error that the API models.
    modelled: error.constructor !== LambdaServiceException,
  });
}
