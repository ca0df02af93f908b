import type { ExecutionSummary } from './execution-summary.ts';

/** Milliseconds since the epoch. */
export type Ms = number;

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';

/** The task of another execution that started this one (`states:startExecution`). */
export interface ParentTask {
  readonly executionArn: string;
  readonly pend: number;
  readonly attempt: number;
  /** The Resource of that task: `.sync` and `.sync:2` show the result differently. */
  readonly resource: string;
  /** Does it wait for this execution to end (`.sync`, `.sync:2`)? */
  readonly waits: boolean;
}

/** The Map Run of a distributed Map state that a child execution belongs to. */
export interface MapRunChild {
  readonly mapRunArn: string;
  /** Which of the run's child executions this is, from 0. */
  readonly index: number;
  /** Items that the child execution processes. */
  readonly itemCount: number;
  /** The execution that it serves in the end; no map run has started that one. */
  readonly root: string;
  /** The set of states that it runs, an index into the blocks of the compiled revision. */
  readonly block: number;
}

/** What never changes after an execution was started. */
export interface ExecutionRecord {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  readonly name: string;
  /** Id of the immutable revision that this execution runs. */
  readonly revision: string;
  /** JSON text, as the caller wrote it. */
  readonly input: string;
  readonly startDate: Ms;
  readonly traceHeader?: string;
  readonly parent?: ParentTask;
  /** Set for child executions of a Map Run: they are listed under it and not under their state machine. */
  readonly mapRun?: MapRunChild;
  /** The test case of the mock configuration that answers in place of services. */
  readonly mockCase?: string;
}

/**
 * The queue message that will wake the execution: its number (the version that armed it), when it is due, and the
 * lineage that must (re)send it.
 */
export interface ArmedWake {
  readonly sequence: number;
  readonly at: Ms;
  readonly by: string;
}

/** A RedriveExecution that was done, and when. */
export interface RedriveRequest {
  readonly clientToken: string;
  readonly redriveDate: Ms;
}

/** The one item of an execution that changes, always as a whole and only from the version it was read at. */
export interface Head {
  /** 1 when created; each commit adds one. */
  readonly version: number;
  /** Names the turn and the commit that wrote this version. */
  readonly nonce: string;
  readonly status: ExecutionStatus;
  readonly stopDate?: Ms;
  /** JSON text; only when SUCCEEDED. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly redriveCount: number;
  readonly redriveDate?: Ms;
  /** The latest requests that redrove it, oldest first: one that is sent again is answered as the first time. */
  readonly redriveRequests?: readonly RedriveRequest[];
  readonly wake?: ArmedWake;
  /** A timer further away than a queue can delay a message: no message is outstanding, the pump finds it here. */
  readonly dueAt?: Ms;
  /** The encoded snapshot of the interpreter. After the end: what a redrive and others still need, or ''. */
  readonly snapshot: string;
  /** Highest id in the history. */
  readonly lastEventId: number;
}

export interface Execution {
  readonly record: ExecutionRecord;
  readonly head: Head;
}

/** Consecutive history events in the engine's own encoding; adapters store it as it is (they may compress it). */
export interface EventChunk {
  readonly firstId: number;
  readonly lastId: number;
  readonly text: string;
}

export type CreateResult = { readonly created: true } | { readonly created: false; readonly existing: Execution };
/** `current` is undefined when there is no such execution. */
export type CommitResult =
  { readonly committed: true } | { readonly committed: false; readonly current: Execution | undefined };

export interface ExecutionFilter {
  /** Unqualified ARN of the state machine, or the ARN of the Map Run, whose executions are wanted. */
  readonly listedUnder: string;
  readonly status?: ExecutionStatus;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  /** Only those that were redriven, or only those that never were. */
  readonly redriven?: boolean;
}

/** Where a page of a list ended. */
export interface ExecutionCursor {
  readonly startDate: Ms;
  readonly executionArn: string;
}

export interface Heartbeat {
  readonly pend: number;
  readonly attempt: number;
  readonly at: Ms;
}

/**
 * Executions and their histories. Every method is atomic; a rejected promise means "outcome unknown",
 * so callers read again before they decide (commit protocol: R1, R3).
 */
export interface ExecutionStore {
  /** Stores a new execution with its first events, unless the ARN is taken. */
  create(execution: Execution, events: EventChunk): Promise<CreateResult>;
  /** A consistent read. */
  get(executionArn: string): Promise<Execution | undefined>;
  /**
   * Writes head (its version is `expected + 1`) and appends events, if the stored version is still `expected`.
   * Both or nothing.
   */
  commit(record: ExecutionRecord, expected: number, head: Head, events: EventChunk | undefined): Promise<CommitResult>;
  /** Chunks that hold any event from `fromId` to `toId` (inclusive), in ascending order. Only committed events. */
  chunks(executionArn: string, fromId: number, toId: number): Promise<readonly EventChunk[]>;
  /** Newest first by (startDate, executionArn), strictly after the cursor; at most `limit`. */
  list(filter: ExecutionFilter, limit: number, after?: ExecutionCursor): Promise<readonly ExecutionSummary[]>;
  /** ARNs of executions that are RUNNING, for recovery; strictly after the given ARN in the store's own order. */
  running(limit: number, after?: string): Promise<readonly string[]>;
  /** ARNs of executions whose `dueAt` is before `time`. */
  dueBefore(time: Ms, limit: number): Promise<readonly string[]>;
  /** Remembers a heartbeat beside the head, so that heartbeats never conflict with commits. Keeps the latest. */
  putHeartbeat(executionArn: string, heartbeat: Heartbeat): Promise<void>;
  /** All remembered heartbeats of an execution. */
  heartbeats(executionArn: string): Promise<readonly Heartbeat[]>;
}
