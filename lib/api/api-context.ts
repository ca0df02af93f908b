import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../ports/clock.ts';
import type { FindLogGroup } from '../ports/execution-log.ts';
import type { ExecutionStore } from '../ports/execution-store.ts';
import type { MockedTasks } from '../ports/mocked-tasks.ts';
import type { ResourceStore } from '../ports/resource-store.ts';
import type { AccountQuotas } from './quotas/account-quotas.ts';

/** What an operator has to know: of a request that failed through no fault of its caller, or did not get all it asked for. */
export interface LogEntry {
  readonly level: 'error' | 'warning';
  readonly message: string;
  readonly requestId?: string;
  readonly action?: string;
  readonly executionArn?: string;
  readonly error?: unknown;
}

export interface ApiLimits {
  /**
   * How long GetActivityTask waits for a task, in milliseconds; AWS: up to 60 seconds (docs). Clients that read no longer
   * than that (Python, the CLI) would give up in the same moment, perhaps with a task on its way to them.
   */
  readonly activityPollMs: number;
  /** The longest pause between two looks at an activity's queue, in milliseconds. */
  readonly activityPauseMs: number;
  /** Workers that may poll one activity at the same time. */
  readonly activityPollers: number;
  /** A page of the history ends before its payloads exceed this number of characters. */
  readonly historyPageChars: number;
}

/** AWS's quotas where it has them, a poll a second short of it; the size of a history page keeps an answer within what a Lambda function may return. */
export const DEFAULT_LIMITS: ApiLimits = {
  activityPollMs: 59_000,
  activityPauseMs: 250,
  activityPollers: 1_000,
  historyPageChars: 4_000_000,
};

/** Everything the API needs of the world. */
export interface ApiContext {
  readonly executions: ExecutionStore;
  readonly resources: ResourceStore;
  readonly engine: Engine;
  /** The test cases that executions can be started as; absent where there is no mock configuration. */
  readonly mocks?: Pick<MockedTasks, 'source' | 'mockedStates'>;
  /** Looks for the log groups of loggingConfigurations; absent where there is no CloudWatch Logs. */
  readonly findLogGroup?: FindLogGroup;
  readonly clock: Clock;
  /** In [0, 1). */
  random(): number;
  uuid(): string;
  /** Signs page tokens; the same in every process that serves the same stores. */
  readonly secret: Uint8Array;
  log(entry: LogEntry): void;
  readonly limits?: Partial<ApiLimits>;
  /** Absent: accounts may call as often, and have as much, as the machine can take. */
  readonly quotas?: AccountQuotas;
}
