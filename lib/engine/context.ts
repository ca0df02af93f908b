import type { Clock } from '../ports/clock.ts';
import type { ExecutionLog } from '../ports/execution-log.ts';
import type { Execution, ExecutionStore } from '../ports/execution-store.ts';
import type { MockedTasks } from '../ports/mocked-tasks.ts';
import type { Queue } from '../ports/queue.ts';
import type { ResourceStore } from '../ports/resource-store.ts';
import type { TaskOutcome, TaskRunner } from '../ports/task-runner.ts';
import type { ItemReader } from '../ports/item-reader.ts';
import type { Objects } from '../ports/objects.ts';
import type { MachineDeletions } from './machine-deletions.ts';
import type { Machines } from './machines.ts';
import type { MapRunSessions } from './map-run/sessions.ts';
import type { StatusOutbox } from './status-outbox.ts';
import type { SnapshotCache } from './snapshot-cache.ts';

/** A line for the operator, about one execution. */
export interface EngineLogEntry {
  readonly message: string;
  readonly executionArn: string;
  readonly error: unknown;
}

/** What the engine works with; the composition roots and the simulator put it together. */
export interface EngineContext {
  readonly executions: ExecutionStore;
  readonly resources: ResourceStore;
  readonly queue: Queue;
  readonly tasks: TaskRunner;
  /** Reads the items of distributed Maps; absent where nothing can be read. */
  readonly itemReader?: ItemReader;
  /** Where the results of distributed Maps are written. */
  readonly objects?: Objects;
  /** Answers for executions with a `mockCase`; absent where there is no mock configuration. */
  readonly mocks?: MockedTasks;
  /** Where machines with a loggingConfiguration log; absent where nobody reads it. */
  readonly executionLog?: ExecutionLog;
  /** Tells that executions have started and ended; absent where nobody wants to know. */
  readonly statusOutbox?: StatusOutbox;
  readonly clock: Clock;
  /** Signs task tokens. */
  readonly tokenKey: Uint8Array;
  /** A new unique id. */
  newId(): string;
  log(entry: EngineLogEntry): void;
  readonly machines: Machines;
  readonly snapshots: SnapshotCache;
  readonly deletions: MachineDeletions;
  readonly mapRuns: MapRunSessions;
  /**
   * Set where one process owns store and queue (a laptop): calls are lost only with the turn that made them, so claims
   * do not expire and the executions that run are found by a scan at the next start. The id names this process.
   */
  readonly exclusiveOwner: string | undefined;
  /** Ids of the turns that this process is taking. */
  readonly turns: Set<string>;
  /** Aborts when the process is about to end: turns let go at once, and the next process finds out what they left. */
  readonly closing: AbortSignal;
  /** Words the result of a nested execution for the task that waits for it. */
  childOutcome(child: Execution, resource: string): TaskOutcome;
}

/** A turn was given up because the process ends; nothing went wrong. */
export class ProcessEnds extends Error {
  override readonly name = 'ProcessEnds';

  constructor() {
    super('The server is about to stop.');
  }
}

/** Steps of the interpreter between two commits; keeps one hot loop from starving other executions. */
export const STEP_BUDGET = 2_000;

/** A message whose commit is not there yet may be early; after this long its sender has died (commit protocol). */
export const EARLY_MS = 60_000;
export const EARLY_RETRY_MS = 1_000;

/** Pause before something is tried again that the store refused. */
export const STORE_RETRY_MS = 1_000;
