import { randomUUID } from 'node:crypto';
import { parseJson } from '../../../asl/json-text/parse-json.ts';
import type { TaskOutcome, TaskRequest } from '../../../ports/task-runner.ts';
import type { Failure, Integration } from '../integration.ts';
import { readParameters } from '../optimized/read-parameters.ts';
import { namesOwnResource } from '../own-resources.ts';
import { sdkCallClass } from './call-class.ts';
import { withContentType } from './content-type.ts';
import { connectionFailure, serviceFailure, thrownFailure } from './failure.ts';
import { lowerFirst, upperFirst } from './java-names.ts';
import { responseText, type StreamedBody, streamedBody } from './response.ts';
import type { SdkAction, SdkClientPackage } from './sdk-client.ts';
import type { SdkClients } from './sdk-clients.ts';
import { isEventStream } from './sdk-schema.ts';

export interface AwsSdkOptions {
  readonly clients: SdkClients;
  /** Names of the emulator's own table and queues, which no task may use although the emulator's role could. */
  readonly ownResources: readonly string[];
  /** In milliseconds, from the connection to the end of the answer. @default 65,000, less than a turn keeps free */
  readonly deadlineMs?: number;
}

const DEADLINE_MS = 65_000;

/**
 * `aws-sdk:<service>:<action>`: one request of any action of any service. With `.waitForTaskToken` it is the same; the
 * answer then only says that the service has the token.
 */
export function awsSdkIntegration(
  service: string,
  action: string,
  { clients, ownResources, deadlineMs = DEADLINE_MS }: AwsSdkOptions,
): Integration {
  return {
    callClass: sdkCallClass(action),
    get lostError() {
      const client = clients.find(service);
      const prefix = 'error' in client ? upperFirst(service) : client.prefix;
      return connectionFailure(prefix, 'the answer was lost; the call may or may not have been made');
    },
    async call(request, signal) {
      const client = clients.find(service);
      if ('error' in client) return client;
      const found = findAction(client, service, action);
      if ('error' in found) return found;
      return callAction(client, found, request, signal);
    },
  };

  async function callAction(
    client: SdkClientPackage,
    { parameters, input, output, command }: SdkAction,
    request: TaskRequest,
    signal: AbortSignal,
  ): Promise<TaskOutcome> {
    const [, , , region = ''] = request.executionArn.split(':');
    const connection = clients.connect(service, client, region);
    if ('error' in connection) return connection;
    const read = readParameters(request.parameters, parameters);
    if (!read.ok) return read.failure;
    if (namesOwnResource(parseJson(request.parameters), ownResources)) return denied(client);
    let answer: object;
    let body: StreamedBody | undefined;
    // A body may come drop by drop, so that no pause in it is too long.
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), deadlineMs);
    const abortSignal = AbortSignal.any([signal, deadline.signal]);
    try {
      answer = await connection.send(command(withContentType(read.input, input)), { abortSignal });
      body = await streamedBody(answer, output);
    } catch (error) {
      return thrownFailure(error, { prefix: client.prefix, action, ServiceException: client.ServiceException });
    } finally {
      clearTimeout(timer);
    }
    return { output: responseText(answer, output, body) };
  }
}

function findAction(client: SdkClientPackage, service: string, action: string): SdkAction | Failure {
  const found = client.action(action);
  if (!found) return notSupported(service, action, `The service has no such action.${suggestion(client, action)}`);
  if (isEventStream(found.input) || isEventStream(found.output)) {
    return notSupported(service, action, 'Step Functions does not support actions that stream.');
  }
  return found;
}

function notSupported(service: string, action: string, reason: string): Failure {
  return {
    error: 'Stepyard.IntegrationNotSupported',
    cause: `Stepyard cannot call 'aws-sdk:${service}:${action}'. ${reason}`,
  };
}

function suggestion({ actionNames }: SdkClientPackage, action: string): string {
  const meant = actionNames.find((name) => name.toLowerCase() === action.toLowerCase());
  return meant === undefined ? '' : ` Did you mean '${lowerFirst(meant)}'?`;
}

function denied({ prefix }: SdkClientPackage): Failure {
  return serviceFailure(prefix, {
    name: undefined,
    message: 'The parameters name what is kept for Stepyard itself, and closed to tasks',
    statusCode: 400,
    requestId: randomUUID(),
  });
}
