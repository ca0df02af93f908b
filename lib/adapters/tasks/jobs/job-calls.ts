import { randomUUID } from 'node:crypto';
import { isObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { parseJson } from '../../../asl/json-text/parse-json.ts';
import type { SdkAction, SdkClient } from '../aws-sdk/sdk-client.ts';
import type { SdkClients } from '../aws-sdk/sdk-clients.ts';
import type { Failure } from '../integration.ts';
import type { StructureShape } from '../optimized/parameter-shape.ts';
import { readParameters, type RequestInput } from '../optimized/read-parameters.ts';
import { namesOwnResource } from '../own-resources.ts';
import { keepResponseHeaders, type ResponseHeaders } from '../response-headers.ts';
import { sdkFailure } from '../sdk-failure.ts';
import { sdkMetadata } from '../sdk-metadata.ts';
import { serviceFailure } from '../service-error.ts';
import { jobAnswer } from './job-answer.ts';
import type { JobService } from './job-service.ts';

export interface JobCallsOptions {
  readonly clients: SdkClients;
  /** Names of the emulator's own table and queues, which no task may use although the emulator's role could. */
  readonly ownResources: readonly string[];
}

/** A request to a service with jobs. */
export interface ServiceRequest {
  readonly region: string;
  /** Of the API. */
  readonly action: string;
  /** JSON text, member names as Step Functions writes them. */
  readonly parameters: string;
  /** The parameters that there are. Absent: those of the API. */
  readonly allowed?: readonly string[] | StructureShape | undefined;
  readonly complete?: (input: RequestInput) => RequestInput;
}

interface Answered {
  readonly answer: JsonObject;
  /** What optimized integrations add to it. */
  readonly metadata: JsonObject;
}

/** There is no answer. `isPassing`: asked again, the service may well give one. */
interface Unanswered {
  readonly failure: Failure;
  readonly isPassing: boolean;
}

export type CallService = (request: ServiceRequest, signal: AbortSignal) => Promise<Answered | Unanswered>;

/** Errors by which services say that they are asked too often. */
const THROTTLED = /Throttl|TooManyRequests|LimitExceeded|SlowDown/;

/** Sends requests to a service, whatever the action; to be made once for each. */
export function jobCalls({ sdk, errors }: JobService, { clients, ownResources }: JobCallsOptions): CallService {
  const kept = new WeakMap<SdkClient, ResponseHeaders>();
  const headersOf = (client: SdkClient): ResponseHeaders => {
    const known = kept.get(client) ?? keepResponseHeaders(client);
    kept.set(client, known);
    return known;
  };

  return async ({ region, action, parameters, allowed, complete }, signal) => {
    const client = clients.find(sdk);
    if ('error' in client) return refused(client);
    const found = client.action(action);
    if (!found) throw new Error(`The client of ${sdk} has no ${action}, though a table says so.`);
    const connection = clients.connect(sdk, client, region);
    if ('error' in connection) return refused(connection);
    const read = readParameters(parameters, shapeOf(found, allowed));
    if (!read.ok) return refused(read.failure);
    if (namesOwnResource(parseJson(parameters), ownResources)) {
      return refused(
        serviceFailure(errors, {
          code: 'AccessDeniedException',
          message: 'The parameters name what is of Stepyard itself, and closed to tasks',
          statusCode: 400,
          requestId: randomUUID(),
          modelled: false,
        }),
      );
    }
    const headers = headersOf(connection);
    try {
      const input = complete?.(read.input) ?? read.input;
      const output = await connection.send(found.command(input), { abortSignal: signal });
      const { httpStatusCode: statusCode = 200, requestId = '' } = output.$metadata;
      const metadata = sdkMetadata({ statusCode, requestId, headers: headers(output) });
      return { answer: jobAnswer(output, found.output), metadata };
    } catch (error) {
      const { $metadata = {}, name = '' } = error as { $metadata?: { httpStatusCode?: number }; name?: string };
      const { httpStatusCode = 500 } = $metadata;
      return {
        failure: sdkFailure(errors, error, client.ServiceException),
        isPassing: httpStatusCode >= 500 || THROTTLED.test(name),
      };
    }
  };
}

function refused(failure: Failure): Unanswered {
  return { failure, isPassing: false };
}

function shapeOf({ parameters: shape }: SdkAction, allowed: ServiceRequest['allowed']): StructureShape {
  if (allowed !== undefined && 'members' in allowed) return allowed;
  if (allowed === undefined) return shape;
  const names = new Set(allowed);
  return {
    ...shape,
    members: Object.fromEntries(Object.entries(shape.members).filter(([name]) => names.has(name))),
    alias(parameter) {
      const name = shape.alias?.(parameter);
      return name !== undefined && names.has(name) ? name : undefined;
    },
  };
}

/** The members of a JSON text that is an object. */
export function membersIn(text: string): JsonObject {
  const value: Json = parseJson(text);
  return isObject(value) ? value : {};
}

/** The region of an execution. */
export function regionOf({ executionArn }: { readonly executionArn: string }): string {
  return executionArn.split(':', 4)[3] ?? '';
}
