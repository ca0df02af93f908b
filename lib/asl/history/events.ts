import type { StateType } from '../definition.ts';
import type { Payload } from '../payload.ts';

/** Ids count from 1 in an execution; 0 as a previous event means "none". */
export type EventId = number;

interface ErrorDetails {
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}
interface TaskDetails {
  readonly resourceType: string;
  readonly resource: string;
}
interface Timeouts {
  readonly timeoutInSeconds?: number | undefined;
  readonly heartbeatInSeconds?: number | undefined;
}
interface Credentials {
  readonly taskCredentials?: { readonly roleArn: string } | undefined;
}
interface Entered {
  readonly name: string;
  readonly input: Payload;
}
interface Exited {
  readonly name: string;
  readonly output: Payload;
  readonly assignedVariables?: { readonly [name: string]: string } | undefined;
}
interface Iteration {
  readonly name: string;
  readonly index: number;
}

type EnteredEvents = { readonly [T in StateType as `${T}StateEntered`]: Entered };
type ExitedEvents = { readonly [T in Exclude<StateType, 'Fail'> as `${T}StateExited`]: Exited };

/** The details of each type of history event; `undefined` where AWS sends no details member (spec: history). */
export interface EventDetails extends EnteredEvents, ExitedEvents {
  readonly ExecutionStarted: {
    readonly input: Payload;
    readonly roleArn: string;
    readonly stateMachineAliasArn?: string | undefined;
    readonly stateMachineVersionArn?: string | undefined;
  };
  readonly ExecutionSucceeded: { readonly output: Payload };
  readonly ExecutionFailed: ErrorDetails;
  readonly ExecutionAborted: ErrorDetails;
  readonly ExecutionTimedOut: ErrorDetails;
  readonly ExecutionRedriven: { readonly redriveCount: number };
  readonly EvaluationFailed: ErrorDetails & { readonly location?: string | undefined; readonly state: string };
  readonly TaskScheduled: TaskDetails &
    Timeouts &
    Credentials & { readonly region: string; readonly parameters: Payload };
  readonly TaskStarted: TaskDetails;
  readonly TaskSubmitted: TaskDetails & { readonly output: Payload };
  readonly TaskSucceeded: TaskDetails & { readonly output: Payload };
  readonly TaskFailed: TaskDetails & ErrorDetails;
  readonly TaskTimedOut: TaskDetails & ErrorDetails;
  readonly TaskStateAborted: undefined;
  readonly WaitStateAborted: undefined;
  readonly LambdaFunctionScheduled: {
    readonly resource: string;
    readonly input: Payload;
  } & Credentials &
    Pick<Timeouts, 'timeoutInSeconds'>;
  readonly LambdaFunctionStarted: undefined;
  readonly LambdaFunctionSucceeded: { readonly output: Payload };
  readonly LambdaFunctionFailed: ErrorDetails;
  readonly LambdaFunctionTimedOut: ErrorDetails;
  readonly ActivityScheduled: { readonly resource: string; readonly input: Payload } & Timeouts;
  readonly ActivityStarted: { readonly workerName?: string | undefined };
  readonly ActivitySucceeded: { readonly output: Payload };
  readonly ActivityFailed: ErrorDetails;
  readonly ActivityTimedOut: ErrorDetails;
  readonly ParallelStateStarted: undefined;
  readonly ParallelStateSucceeded: undefined;
  readonly ParallelStateFailed: undefined;
  readonly ParallelStateAborted: undefined;
  readonly MapStateStarted: { readonly length: number };
  readonly MapStateSucceeded: undefined;
  readonly MapStateFailed: undefined;
  readonly MapStateAborted: undefined;
  readonly MapRunStarted: { readonly mapRunArn: string };
  readonly MapRunRedriven: { readonly mapRunArn: string; readonly redriveCount: number };
  readonly MapRunSucceeded: undefined;
  readonly MapRunFailed: ErrorDetails;
  readonly MapRunAborted: undefined;
  readonly MapIterationStarted: Iteration;
  readonly MapIterationSucceeded: Iteration;
  readonly MapIterationFailed: Iteration;
  readonly MapIterationAborted: Iteration;
}

export type EventType = keyof EventDetails;

/** One line of the history, before it is written: payloads are still shared with the states that made them. */
export interface HistoryEvent<T extends EventType = EventType> {
  readonly id: EventId;
  readonly previousEventId: EventId;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly type: T;
  readonly details: EventDetails[T];
}

/** Number 25,000 is always the end (spec: quotas). */
export const MAX_EVENTS = 25_000;
