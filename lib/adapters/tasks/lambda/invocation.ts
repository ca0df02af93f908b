import type { Failure } from '../integration.ts';
import type { HttpAnswer } from '../sdk-metadata.ts';
import type { FunctionTarget } from './function-target.ts';

export type InvocationType = 'RequestResponse' | 'Event' | 'DryRun';

/** One call of Lambda's Invoke action. */
export interface Invocation {
  readonly target: FunctionTarget;
  /** JSON text. */
  readonly payload: string;
  readonly invocationType: InvocationType;
  /** Does the caller want the end of the function's log? */
  readonly tail: boolean;
  /** Base64 of a JSON text. */
  readonly clientContext?: string;
}

/** The answer of the Invoke action. A function that failed is an answer, too. */
export interface Invoked extends HttpAnswer {
  readonly executedVersion?: string;
  /** Text; absent unless the function was waited for. */
  readonly payload?: string;
  /** `Handled` or `Unhandled`; the payload then describes the error. */
  readonly functionError?: string;
  /** Base64 of the last 4 KB of the log. */
  readonly logResult?: string;
}

/** Calls a function, wherever it is. Rejects only for bugs: errors of Lambda are failures, worded as AWS does. */
export type InvokeFunction = (invocation: Invocation, signal: AbortSignal) => Promise<Invoked | Failure>;
