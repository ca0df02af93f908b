import type { TaskStimulus } from '../asl/machine/stimulus.ts';
import type { Execution, ExecutionRecord, Ms } from '../ports/execution-store.ts';
import type { MapRunSettings } from '../ports/map-run.ts';
import type { Revision } from '../ports/revision.ts';
import type { HistoryEventText } from './history-codec.ts';
import type { StateTest, StateTestResult } from './test-state/state-test.ts';

export type StartResult =
  | { readonly started: true; readonly execution: Execution }
  /** The ARN is taken. The caller decides whether this is an idempotent start. */
  | { readonly started: false; readonly existing: Execution };

export interface RedriveResult {
  /** False when somebody else has changed the execution since it was looked at. */
  readonly redriven: boolean;
  /** The execution afterwards. */
  readonly execution: Execution;
}

/** How an Express execution ended; nothing of it is stored. */
export interface SyncResult {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
  readonly stopDate: Ms;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** What a task token stands for. */
export interface TokenTask {
  readonly executionArn: string;
  readonly pend: number;
  readonly attempt: number;
}

/** What the API needs of the engine. Unknown executions are answered with `undefined`. */
export interface Engine {
  /** Runs a new Standard execution until it blocks, and stores it. Durable when the promise resolves. */
  start(record: ExecutionRecord, revision: Revision): Promise<StartResult>;
  /** Runs an Express execution to its end, in memory. Aborting the signal abandons it. */
  startSync(record: ExecutionRecord, revision: Revision, signal: AbortSignal): Promise<SyncResult>;
  /** Starts an Express execution and does not wait for it. */
  startExpress(record: ExecutionRecord, revision: Revision): Promise<void>;
  /** Runs one state by itself, in memory. Aborting the signal abandons it. */
  testState(test: StateTest, signal: AbortSignal): Promise<StateTestResult>;
  /** Changes what is given of a map run's settings. False when it is not running. */
  updateMapRun(mapRunArn: string, settings: Partial<MapRunSettings>): Promise<boolean>;
  /** Ends a running execution as ABORTED; a closed one is left as it is. Answers the execution afterwards. */
  stop(executionArn: string, reason: { error?: string; cause?: string }): Promise<Execution | undefined>;
  /**
   * Lets an ended execution go on from where it stood, if it is still as it was looked at. It must be one that can be
   * redriven.
   */
  redrive(execution: Execution, clientToken: string | undefined): Promise<RedriveResult>;
  /**
   * Applies a stimulus durably. `closed`: the task it is for no longer waits (done, timed out, execution ended).
   */
  stimulate(executionArn: string, stimulus: TaskStimulus): Promise<'applied' | 'closed'>;
  /** Events with `fromId` ≤ id ≤ `toId`, ascending. */
  history(executionArn: string, fromId: number, toId: number): Promise<readonly HistoryEventText[]>;
  encodeToken(task: TokenTask): string;
  /** undefined: not one of ours, or tampered with. */
  decodeToken(token: string): TokenTask | undefined;
}
