import { randomUUID } from 'node:crypto';
import { createStatusOutbox, type StatusOutbox } from '../../engine/status-outbox.ts';
import type { ExecutionLog, FindLogGroup } from '../../ports/execution-log.ts';
import type { ExecutionStore } from '../../ports/execution-store.ts';
import type { ResourceStore } from '../../ports/resource-store.ts';
import { eventBridge } from '../events/event-bridge.ts';
import { cloudWatchLogs } from '../logs/cloudwatch-logs.ts';
import { createLogBuffer } from '../logs/log-buffer.ts';
import { systemClock } from '../system-clock.ts';

/** How long an answer or a turn's end waits for what its executions tell, in milliseconds. */
const FLUSH_MS = 2_000;
/** Events that are owed for less may still be on their way. */
const OWED_MS = 60_000;
/** EventBridge takes events of `aws.…` from AWS alone. */
const SOURCE = 'stepyard.states';

export interface OutgoingOptions {
  readonly region: string;
  readonly resources: ResourceStore;
  readonly executions: ExecutionStore;
  readonly statusEventBus: string | undefined;
  readonly report: (message: string) => void;
}

/** What executions of a deployment tell the world, beside what they do in it: logs and status events. */
export interface Outgoing {
  readonly executionLog: ExecutionLog;
  readonly findLogGroup: FindLogGroup;
  readonly statusOutbox?: StatusOutbox;
  /** A function is frozen when it has answered: does its work, and waits until what that tells is out. */
  readonly delivered: <T>(work: Promise<T>) => Promise<T>;
  /** Sends the events that a function which died has left behind. */
  readonly sweep: () => Promise<void>;
}

export function createOutgoing({ region, statusEventBus, report, ...stores }: OutgoingOptions): Outgoing {
  const clock = systemClock;
  const { deliver, findLogGroup } = cloudWatchLogs({}, clock);
  const executionLog = createLogBuffer({ deliver, clock, report });
  const statusOutbox =
    statusEventBus === undefined
      ? undefined
      : createStatusOutbox({
          ...stores,
          events: eventBridge({ eventBus: statusEventBus, source: SOURCE, service: {}, region }),
          clock,
          newId: randomUUID,
          report,
        });
  return {
    executionLog,
    findLogGroup,
    ...(statusOutbox && { statusOutbox }),
    async delivered(work) {
      try {
        return await work;
      } finally {
        await Promise.all([executionLog.flush(FLUSH_MS), statusOutbox?.flush(FLUSH_MS)]);
      }
    },
    async sweep() {
      try {
        await statusOutbox?.sweep(clock.now() - OWED_MS);
      } catch (error) {
        report(`Events about executions are still owed. ${String(error)}`);
      }
    },
  };
}
