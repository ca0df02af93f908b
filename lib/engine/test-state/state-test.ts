import type { Json, JsonObject } from '../../asl/json.ts';
import type { CompiledState } from '../../asl/machine/compile.ts';
import type { DataStep } from '../../asl/machine/observer.ts';
import type { Payload } from '../../asl/payload.ts';
import type { ExecutionRecord } from '../../ports/execution-store.ts';
import type { HttpExchange } from '../../ports/http-exchange.ts';
import type { Revision } from '../../ports/revision.ts';

/** What stands in for a service, or for the children of a Map or Parallel state: a JSON text, or the error they fail with. */
export type Mock =
  { readonly result: string } | { readonly failure: { readonly error?: string; readonly cause?: string } };

/** One state to be run by itself. Map and Parallel states need a mock. */
export interface StateTest {
  /** The execution that the state believes to be part of; its input is that of the state. */
  readonly record: ExecutionRecord;
  readonly revision: Revision;
  readonly state: CompiledState;
  readonly mock: Mock | undefined;
  /** Values of variables before the state. */
  readonly variables: JsonObject;
  /** Retries that each retrier has already given. */
  readonly retries: number;
  /** Map: how many of its iterations failed. */
  readonly failedIterations: number;
  /** Map with an ItemReader: the text of what it reads. */
  readonly itemReaderData: string | undefined;
  /** The context object that the state sees, given the one it would see in an execution. */
  readonly contextObject: (made: JsonObject) => JsonObject;
}

export interface StateTestResult {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: string;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly nextState?: string | undefined;
  /** What the state's data became, as far as it came. */
  readonly data: ReadonlyMap<DataStep, Payload>;
  /** Values of variables after the state. */
  readonly variables: { readonly [name: string]: Json };
  readonly errorDetails: ErrorDetails;
  /** HTTP Task, if it came to a request. */
  readonly exchange?: HttpExchange;
  /** Map, if its fields could be read. */
  readonly map?: MapFields;
}

/** Which retrier and which catcher named the error, by their places in the definition. */
export interface ErrorDetails {
  readonly catchIndex?: number;
  readonly retryIndex?: number;
  /** Seconds until the next attempt; absent when there is none. */
  readonly retryBackoffIntervalSeconds?: number;
}

/** What the fields of a Map state come to. */
export interface MapFields {
  /** How many items there are; undefined where an ItemReader would have to count them. */
  readonly iterations: number | undefined;
  /** What ItemsPointer points at in what the ItemReader reads. */
  readonly pointedAt: Json | undefined;
  /** The inputs of the iterations as JSON texts, if ItemSelector makes them. */
  readonly itemInputs: readonly string[] | undefined;
  /** The inputs of the batches as JSON texts, if ItemBatcher makes them. */
  readonly batches: readonly string[] | undefined;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number | undefined;
  readonly toleratedFailurePercentage: number | undefined;
}
