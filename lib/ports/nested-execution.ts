import type { ParentTask } from './execution-store.ts';

/** An execution that a Task state of another one starts (`states:startExecution`). */
export interface NestedStart {
  readonly stateMachineArn: string;
  readonly name: string;
  /** JSON text. */
  readonly input: string;
  readonly traceHeader?: string;
  /** The attempt that asks. An execution of this name that the same attempt has started before is the answer. */
  readonly startedBy: ParentTask;
}

export type NestedStartResult =
  | {
      readonly executionArn: string;
      /** Milliseconds since the epoch. */
      readonly startDate: number;
      /** Does it tell the task that asked when it ends? One that runs already, started by somebody else, does not. */
      readonly reports: boolean;
    }
  /** An error of the StartExecution action: its name and message. */
  | { readonly errorName: string; readonly message: string };

/** Starts a nested execution once, however often the same attempt asks. Rejects only for bugs and a failing store. */
export type StartNestedExecution = (request: NestedStart) => Promise<NestedStartResult>;
