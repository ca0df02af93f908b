import type { TaskOutcome, TaskRequest } from '../../../ports/task-runner.ts';
import type { Failure, Integration } from '../integration.ts';
import type { FunctionMapping } from '../lambda/function-source.ts';
import { parseFunctionTarget, type FunctionTarget } from '../lambda/function-target.ts';
import type { InvocationType, Invoked, InvokeFunction } from '../lambda/invocation.ts';
import { badInvocationType } from '../lambda/invoke-errors.ts';
import { readParameters } from '../optimized/read-parameters.ts';
import { ATTEMPTS, serviceFailure } from './failure.ts';
import { parametersNamed } from './parameters-named.ts';
import { responseText } from './response.ts';
import type { SdkClients } from './sdk-clients.ts';

/** Members of Invoke that functions on a laptop understand. */
interface InvokeInput {
  readonly FunctionName?: string;
  readonly Payload?: Uint8Array;
  readonly InvocationType?: string;
  readonly Qualifier?: string;
  readonly ClientContext?: string;
  readonly LogType?: string;
}

const MEMBERS: ReadonlySet<string> = new Set<keyof InvokeInput>([
  'FunctionName',
  'Payload',
  'InvocationType',
  'Qualifier',
  'ClientContext',
  'LogType',
]);

const INVOCATION_TYPES: ReadonlySet<string> = new Set<InvocationType>(['RequestResponse', 'Event', 'DryRun']);

/**
 * `aws-sdk:lambda:invoke` where some functions are not in Lambda: requests that name one of these are answered by it, all
 * others go to Lambda. Unlike with `lambda:invoke` the payload stays a text, and a function that failed is an answer.
 */
export function withMappedFunctions(
  lambda: Integration,
  clients: SdkClients,
  functions: FunctionMapping,
  invoke: InvokeFunction,
): Integration {
  async function answer(target: FunctionTarget, request: TaskRequest, signal: AbortSignal): Promise<TaskOutcome> {
    const client = clients.find('lambda');
    if ('error' in client) return client;
    const action = client.action('invoke');
    if (!action) return notUnderstood('invoke');
    const read = readParameters(request.parameters, action.parameters);
    if (!read.ok) return read.failure;
    const unknown = Object.keys(read.input).find((name) => !MEMBERS.has(name));
    if (unknown !== undefined) return notUnderstood(unknown);
    const {
      Payload,
      InvocationType = 'RequestResponse',
      Qualifier,
      ClientContext,
      LogType,
    } = read.input as InvokeInput;
    if (!isInvocationType(InvocationType)) return inWordsOfTheSdk(badInvocationType(InvocationType));
    const invoked = await invoke(
      {
        target: Qualifier === undefined ? target : { ...target, qualifier: Qualifier },
        payload: Payload === undefined ? '{}' : Buffer.from(Payload).toString(),
        invocationType: InvocationType,
        tail: LogType === 'Tail',
        ...(ClientContext !== undefined && { clientContext: ClientContext }),
      },
      signal,
    );
    return 'error' in invoked
      ? inWordsOfTheSdk(invoked)
      : { output: responseText(response(invoked), action.output, undefined) };
  }

  return {
    callClass: lambda.callClass,
    get lostError() {
      return lambda.lostError;
    },
    call(request, signal) {
      const target = functionNamed(request);
      const isMapped = target !== undefined && Object.hasOwn(functions, target.name);
      return isMapped ? answer(target, request, signal) : lambda.call(request, signal);
    },
  };
}

function functionNamed({ parameters, executionArn }: TaskRequest): FunctionTarget | undefined {
  const [name] = parametersNamed(parameters, 'FunctionName');
  return typeof name === 'string' ? parseFunctionTarget(name, executionArn) : undefined;
}

function notUnderstood(name: string): Failure {
  return {
    error: 'Stepyard.IntegrationNotSupported',
    cause: `Stepyard cannot understand '${name}' for a function of stepyard.yml. Take a Lambda (AWS_ENDPOINT_URL_LAMBDA) instead.`,
  };
}

function isInvocationType(text: string): text is InvocationType {
  return INVOCATION_TYPES.has(text);
}

/** As the client of the SDK answers. */
function response({ executedVersion, functionError, logResult, payload, statusCode }: Invoked): object {
  return {
    ExecutedVersion: executedVersion,
    FunctionError: functionError,
    LogResult: logResult,
    ...(payload !== undefined && { Payload: Buffer.from(payload) }),
    StatusCode: statusCode,
  };
}

const OPTIMIZED_CAUSE =
  /^(?<message>.*) \(Service: AWSLambda; Status Code: (?<statusCode>\d+); Error Code: (?<code>\w+); Request ID: (?<requestId>.*); Proxy: null\)$/s;

/** A failure of a function is worded as `lambda:invoke` does; the AWS SDK v2 for Java has other words for the same. */
function inWordsOfTheSdk(failure: Failure): Failure {
  const { message = '', statusCode, code, requestId } = OPTIMIZED_CAUSE.exec(failure.cause)?.groups ?? {};
  if (statusCode === undefined) return { ...failure, cause: `${failure.cause} ${ATTEMPTS}` };
  const isModelled = failure.error === `Lambda.${code}`;
  return serviceFailure('Lambda', {
    name: isModelled ? code : undefined,
    message,
    statusCode: Number(statusCode),
    requestId,
  });
}
