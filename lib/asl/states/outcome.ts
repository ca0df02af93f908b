import type { Payload } from '../payload.ts';

/** What a state wants after a step. It is the machine that records events, keeps time, retries and catches. */
export type Outcome = Exit | Wait | TaskCall | Fork | MapRunStart | Failing;

/** Leave the state. */
export interface Exit {
  readonly type: 'exit';
  readonly output: Payload;
  readonly assigned?: Assigned | undefined;
  /** Where to go instead of the state's own Next (Choice). */
  readonly next?: string | undefined;
}

/** New values of variables, by name. */
export type Assigned = Readonly<Record<string, Payload>>;

/** Come back at a time, in milliseconds since the epoch. */
export interface Wait {
  readonly type: 'wait';
  readonly until: number;
}

export interface TaskCall {
  readonly type: 'task';
  readonly parameters: Payload;
  readonly timeoutSeconds?: number | undefined;
  readonly heartbeatSeconds?: number | undefined;
  readonly roleArn?: string | undefined;
}

/** Run children: one for each branch, or one for each item. */
export interface Fork {
  readonly type: 'fork';
  readonly count: number;
  /** Parallel: the input of every branch. */
  readonly input?: Payload;
  /** Map: the array that is mapped over. */
  readonly items?: Payload;
  /** How many at once; 0 means as many as the service allows. */
  readonly concurrency?: number;
}

/** Start a map run: every item is an execution of its own. */
export interface MapRunStart {
  readonly type: 'mapRun';
  /** The array or object that is mapped over; absent where an ItemReader gets the items. */
  readonly items?: Payload;
  /** How many items there are; 0 where nobody has read them yet (recorded). */
  readonly count: number;
}

/** A Fail state. */
export interface Failing {
  readonly type: 'fail';
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}
