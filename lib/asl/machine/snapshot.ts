import type { EventId } from '../history/events.ts';
import type { Payload } from '../payload.ts';
import type { Stimulus } from './stimulus.ts';

export type FrameId = number;
export type PendId = number;
/** Milliseconds since the epoch. */
export type Ms = number;

/**
 * An execution between two messages: everything the interpreter needs to go on, as a tree of frames.
 * Never changed in place; `advance` answers a new one.
 */
export interface Snapshot {
  readonly nextEvent: EventId;
  readonly nextFrame: FrameId;
  readonly nextPend: PendId;
  /** Frames that can take a step, oldest first. Not empty: the execution must be advanced again at once. */
  readonly runQueue: readonly FrameId[];
  readonly frames: ReadonlyMap<FrameId, Frame>;
  readonly pends: ReadonlyMap<PendId, Pend>;
  /** When the machine's TimeoutSeconds ends the execution. */
  readonly deadline?: Ms;
  /** Time never runs backwards in a history. */
  readonly lastTimestamp: Ms;
  /** What this one started and no longer waits for; to be stopped. */
  readonly cancellations: readonly Cancellation[];
}

/** The ARN of an execution or map run, or a job. */
export type Cancellation = string | AbandonedJob;

export interface AbandonedJob {
  /** Of the task that waited for it. */
  readonly resource: string;
  readonly job: JobHandle;
}

/** All that a service's adapter needs to find a job again; nobody else looks into it. */
export type JobHandle = Readonly<Record<string, string | number>>;

/** A job that goes on, and when to look at it again. */
export interface UnfinishedJob {
  readonly job: JobHandle;
  readonly lookInMs: Ms;
}

/** What a frame does at its next step, or that it waits. */
export type Phase =
  /** Enter its state: record …StateEntered and do its work. */
  | 'enter'
  /** Do the state's work again after a retry's delay; the state is not entered again. */
  | 'again'
  /** The service call is about to be made: record …Started. */
  | 'start'
  /** Waits for a pend, or for its children. */
  | 'blocked'
  /** `result` is there: leave the state. */
  | 'succeeded'
  /** `failure` is there: retry, catch or pass on. */
  | 'failed'
  /** A catcher takes `failure`: make the state's output. */
  | 'catching'
  /** The catcher's own work failed: `failure` is not retried or caught here again. */
  | 'uncaught'
  /** Distributed Map: start the map run over `result`. */
  | 'mapRun'
  /** Distributed Map: let the map run of `mapRun` go on. */
  | 'mapRunAgain'
  /** Map: start the iteration of the next item. */
  | 'iterate'
  /** All children ended: leave the state. */
  | 'joined';

/** A path of execution: the root, a branch of a Parallel state, or an iteration of a Map state. */
export interface Frame {
  readonly id: FrameId;
  /** 0 for the root. */
  readonly parent: FrameId;
  /** Number of the branch or iteration. */
  readonly index: number;
  /** Which set of states it runs, an index into the compiled machine's blocks. */
  readonly block: number;
  state: string;
  phase: Phase;
  /** The raw input of the state. */
  input: Payload;
  /** The event that the next one of this path points back to. */
  previous: EventId;
  /** The state's …StateEntered event; 0 before. */
  entered: EventId;
  enteredAt: Ms;
  /** Retries of this visit, all together and for each retrier. */
  retries: number;
  tries?: readonly number[];
  /** Variables assigned in this scope; inner frames read outer ones. */
  variables?: Readonly<Record<string, Payload>>;
  result?: Payload;
  /** The plan of the map run that a distributed Map waits for, or that a redrive lets go on. */
  mapRun?: Payload;
  failure?: Failure;
  join?: Join;
  /** Parallel, Map: what was going on inside when it failed; gone as soon as the failure is retried or caught. */
  aborted?: Aborted;
}

/** The children of a Parallel or Map state that failed, as they stood then: a redrive lets them go on. */
export interface Aborted {
  readonly join: Join;
  /** In the order of `join.children`. */
  readonly children: readonly Frame[];
}

/** Why a state failed. `error` and `cause` are absent where AWS leaves them out. */
export interface Failure {
  readonly error?: string;
  readonly cause?: string;
  /** A missed heartbeat is reported as States.Timeout, yet matches States.HeartbeatTimeout too. */
  readonly heartbeat?: true;
  /**
   * Map, Parallel: a branch or iteration failed, or an expression of the state itself; …StateFailed is recorded before
   * the failure is caught or passed on.
   */
  readonly inner?: true;
  /** While it is caught: the path's last event before …StateFailed. */
  readonly before?: EventId;
}

/** The children of a Parallel or Map state. */
export interface Join {
  /** How many branches or items in all. */
  readonly count: number;
  /** Map: what is mapped over; the input of an iteration is made when it starts. */
  readonly items?: Payload;
  done: number;
  /** Next item to start. */
  next: number;
  /** Map: for each iteration that may start now, the event it points back to. */
  vacancies: EventId[];
  /** Those that have not ended. */
  children: FrameId[];
  /** Outputs by index; holes for children that have not ended. */
  results: (Payload | undefined)[];
  /** Last event of the child that ended last. */
  last: EventId;
}

/** Something a frame waits for. Its id is never used again, so a late answer finds nothing. */
export interface Pend {
  readonly id: PendId;
  readonly frame: FrameId;
  /** Retries of the frame when it was made. */
  readonly attempt: number;
  readonly kind: 'task' | 'token' | 'sync' | 'activity' | 'mapRun' | 'wait' | 'retry';
  /** scheduled: the call has to be made. running: somebody makes it. waiting: the world outside must answer. */
  readonly status: 'scheduled' | 'running' | 'waiting';
  /** What is called with what; absent for timers. */
  readonly call?: Call;
  /** End of a timer, or the time-out of a task. */
  readonly due?: Ms;
  /** When somebody has to look whether what it waits for has ended, because nobody will tell. */
  readonly pollDue?: Ms;
  /** How often somebody has been sent to look at the job. */
  readonly looks?: number;
  readonly heartbeatSeconds?: number;
  readonly heartbeatDue?: Ms;
  /** A worker has taken the activity task. */
  readonly started?: true;
  /** A callback that overtook the answer of the call that handed out its token. */
  readonly early?: Stimulus;
  readonly claim?: Claim;
}

export interface Call {
  readonly resource: string;
  /** JSON text for the service. */
  readonly parameters: Payload;
  readonly scheduledAt: Ms;
  /** The nested execution that `.sync` waits for, once it was started; the map run of a distributed Map. */
  readonly child?: string;
  /** The job that `.sync` waits for, once its service has taken it on: from then on the call is to look at it. */
  readonly job?: JobHandle;
}

/** Who makes a call: until `lease` nobody else may; `guard` is the lineage of the message that protects it. */
export interface Claim {
  readonly owner: string;
  readonly lease: Ms;
  readonly guard: string;
}

/** How an execution ended. */
export type End =
  | { readonly status: 'SUCCEEDED'; readonly output: Payload }
  | { readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED'; readonly error?: string; readonly cause?: string };

/** Pause between two looks at a nested execution that does not report its end, in milliseconds. */
export const POLL_MS = 2_000;

/** The earliest time at which something happens by itself; undefined when only the outside can move it. */
export function nextDue(snapshot: Snapshot): Ms | undefined {
  let due = snapshot.deadline;
  for (const pend of snapshot.pends.values()) {
    if (pend.due !== undefined && (due === undefined || pend.due < due)) due = pend.due;
    if (pend.heartbeatDue !== undefined && (due === undefined || pend.heartbeatDue < due)) due = pend.heartbeatDue;
    if (pend.pollDue !== undefined && (due === undefined || pend.pollDue < due)) due = pend.pollDue;
  }
  return due;
}
