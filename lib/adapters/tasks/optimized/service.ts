import type { CallClass, TaskOutcome, TaskRequest } from '../../../ports/task-runner.ts';
import type { ClientConfiguration } from '../client-configuration.ts';
import type { ResponseHeaders } from '../response-headers.ts';
import type { ServiceException } from '../sdk-failure.ts';
import type { ErrorNaming } from '../service-error.ts';
import type { StructureShape } from './parameter-shape.ts';
import type { RequestInput } from './read-parameters.ts';
import type { ServiceAnswer } from './service-answer.ts';

/** Sends a request that the shape of its action has checked. Rejects with the SDK's errors. */
type Send = (input: object, options: { readonly abortSignal: AbortSignal }) => Promise<ServiceAnswer>;

/** A client of a service in one region. */
export interface Connection {
  readonly headers: ResponseHeaders;
  readonly ServiceException: ServiceException;
  /** By action, as in a Resource. */
  readonly send: Readonly<Record<string, Send>>;
}

/** The client for a region; undefined when nobody said where the service is. */
export type ConnectionTo = (region: string) => Promise<Connection> | undefined;

/** An action of a service as Task states call it. */
export interface OptimizedAction {
  readonly callClass: CallClass;
  readonly parameters: StructureShape;
  /** What Step Functions adds to the request. */
  readonly complete?: (input: RequestInput, request: TaskRequest) => RequestInput;
  /** What comes of the answer; without it the answer is the output, with the SDK's metadata. */
  readonly outcome?: (answer: ServiceAnswer) => TaskOutcome;
}

/** A service with optimized integrations. */
export interface OptimizedService {
  /** As the AWS SDKs' variable AWS_ENDPOINT_URL_<name> has it. */
  readonly name: 'DYNAMODB' | 'EVENTBRIDGE' | 'SNS' | 'SQS';
  readonly errors: ErrorNaming;
  /** By name, as in a Resource. */
  readonly actions: Readonly<Record<string, OptimizedAction>>;
  /** The parameter that says what a request is about: a table, a queue. */
  readonly target?: string;
  /** Loads the SDK. */
  connect(configuration: ClientConfiguration): Promise<Connection>;
}
