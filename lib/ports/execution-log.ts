import type { Ms } from './execution-store.ts';

/** Where the log of an execution goes: a log group of CloudWatch Logs. */
export interface LogDestination {
  /** `arn:<partition>:logs:<region>:<account>:log-group:<name>:*` */
  readonly logGroupArn: string;
  /** Log streams are named after it. */
  readonly stateMachineName: string;
}

/** One history event as it is logged. */
export interface LogLine {
  readonly timestamp: Ms;
  /** JSON text. */
  readonly message: string;
}

/**
 * The log of executions whose machine has a loggingConfiguration. Best effort, as with AWS: it never holds an execution
 * up and never fails one. Lines that cannot be delivered are counted and given up.
 */
export interface ExecutionLog {
  /** Takes lines that are already stored, if they are of a Standard execution; returns at once. */
  append(destination: LogDestination, lines: readonly LogLine[]): void;
  /** Resolves when every line taken so far is delivered or given up, after `limitMs` at the latest; never rejects. */
  flush(limitMs: number): Promise<void>;
}

/** `refused`: the log group may be there, but writing to it is not allowed. */
export type LogGroupState = 'found' | 'missing' | 'refused';

/**
 * Looks whether a log group can be written to; leaves an empty log stream there, as AWS does.
 * Rejects when that cannot be found out.
 */
export type FindLogGroup = (logGroupArn: string) => Promise<LogGroupState>;
