import { randomUUID } from 'node:crypto';
import { engineContext } from '../../lib/adapters/engine-context.ts';
import { createMemoryExecutionStore } from '../../lib/adapters/memory/execution-store.ts';
import { createMemoryResourceStore } from '../../lib/adapters/memory/resource-store.ts';
import type { JsonObject } from '../../lib/asl/json.ts';
import type { EngineContext } from '../../lib/engine/context.ts';
import { createEngine } from '../../lib/engine/create-engine.ts';
import type { Engine } from '../../lib/engine/engine.ts';
import { createStatusOutbox, type StatusOutbox } from '../../lib/engine/status-outbox.ts';
import { takeTurn } from '../../lib/engine/turn.ts';
import type { ExecutionLog } from '../../lib/ports/execution-log.ts';
import type { Execution, ExecutionRecord } from '../../lib/ports/execution-store.ts';
import type { JobState, StartedJob } from '../../lib/ports/jobs.ts';
import type { Message } from '../../lib/ports/queue.ts';
import { REVISION_SORT, revisionPartition, type Revision } from '../../lib/ports/revision.ts';
import type { StatusEvents } from '../../lib/ports/status-events.ts';
import type { CallClass, TaskOutcome, TaskRequest } from '../../lib/ports/task-runner.ts';
import { createManualClock } from '../adapters/queues/manual-clock.ts';

const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:m:e';
/** A turn of Lambda's; a laptop's has no end. */
export const TURN_MS = 120_000;

interface Sent {
  readonly message: Message;
  readonly delayMs: number;
}

interface Asked {
  readonly request: TaskRequest;
  answer(outcome: TaskOutcome): Promise<void>;
}

interface Looked {
  readonly started: StartedJob;
  readonly looks: number;
  answer(state: JobState): Promise<void>;
}

export interface Stage {
  readonly engine: Engine;
  readonly revision: Revision;
  readonly context: EngineContext;
  readonly clock: ReturnType<typeof createManualClock>;
  readonly sent: Sent[];
  /** Calls that were made, oldest first. */
  readonly asked: Asked[];
  /** Looks at jobs, oldest first. */
  readonly looked: Looked[];
  /** Jobs that were asked to stop. */
  readonly stopped: StartedJob[];
  start(): Promise<void>;
  stored(): Promise<Execution>;
  events(): Promise<readonly string[]>;
  /** Another process: nothing is remembered, nothing is under way. Store and messages are the same. */
  anotherProcess(): Stage;
  /** Begins a turn and waits until it can do no more by itself. */
  turn(message: Message): Promise<{ isOver(): boolean; wasDeleted(): boolean; error(): unknown }>;
}

export interface StageOptions {
  readonly callClass?: CallClass;
  readonly exclusive?: boolean;
  readonly type?: Revision['type'];
  readonly loggingConfiguration?: JsonObject;
  readonly executionLog?: ExecutionLog;
  /** Takes the changes of status of executions. */
  readonly statusEvents?: StatusEvents;
}

/** An engine with one execution, where the test plays the queue and the services. */
export async function stage(definition: object, options: StageOptions = {}): Promise<Stage> {
  const revision: Revision = {
    id: 'r',
    stateMachineArn: MACHINE,
    name: 'm',
    type: options.type ?? 'STANDARD',
    definition: JSON.stringify(definition),
    roleArn: 'arn:aws:iam::123456789012:role/r',
    createdAt: 0,
    loggingConfiguration: options.loggingConfiguration ?? {},
    tracingConfiguration: {},
    encryptionConfiguration: {},
  };
  const executions = createMemoryExecutionStore();
  const resources = createMemoryResourceStore();
  await resources.put(revisionPartition(revision.id), REVISION_SORT, revision);
  const clock = createManualClock();
  const sent: Sent[] = [];
  const asked: Asked[] = [];
  const looked: Looked[] = [];
  const stopped: StartedJob[] = [];

  function outboxTo(events: StatusEvents): StatusOutbox {
    return createStatusOutbox({ resources, executions, events, clock, newId: randomUUID, report: () => undefined });
  }

  function processOf(number: number): Stage {
    const context = engineContext({
      executions,
      resources,
      clock,
      queue: {
        durable: options.exclusive !== true,
        maxDelayMs: options.exclusive === true ? Number.MAX_SAFE_INTEGER : 900_000,
        async send(message, delayMs) {
          sent.push({ message, delayMs });
        },
      },
      tasks: {
        classify: () => options.callClass ?? 'atMostOnce',
        lostError: () => ({ error: 'Lost', cause: 'The call was lost' }),
        call: (request) =>
          new Promise((resolve) => {
            const answer = async (outcome: TaskOutcome): Promise<void> => {
              resolve(outcome);
              await clock.pass(0);
            };
            asked.push({ request, answer });
          }),
        jobs: {
          look: (started, looks) =>
            new Promise((resolve) => {
              const answer = async (state: JobState): Promise<void> => {
                resolve(state);
                await clock.pass(0);
              };
              looked.push({ started, looks, answer });
            }),
          async stop(started) {
            stopped.push(started);
          },
        },
      },
      tokenKey: new Uint8Array(32),
      exclusiveOwner: options.exclusive === true ? `process-${number}` : undefined,
      log: () => undefined,
      ...(options.executionLog && { executionLog: options.executionLog }),
      ...(options.statusEvents && { statusOutbox: outboxTo(options.statusEvents) }),
    });
    const engine = createEngine(context);
    return {
      engine,
      revision,
      context,
      clock,
      sent,
      asked,
      looked,
      stopped,
      async start() {
        const record: ExecutionRecord = {
          executionArn: EXECUTION,
          stateMachineArn: MACHINE,
          name: 'e',
          revision: revision.id,
          input: '{"from":"the start"}',
          startDate: clock.now(),
        };
        await engine.start(record, revision);
      },
      async stored() {
        const execution = await executions.get(EXECUTION);
        if (!execution) throw new Error('There is no execution.');
        return execution;
      },
      async events() {
        return (await engine.history(EXECUTION, 1, 1_000)).map(({ type }) => type);
      },
      anotherProcess: () => processOf(number + 1),
      async turn(message) {
        let over = false;
        let deleted = false;
        let failure: unknown;
        const remove = async (): Promise<void> => {
          deleted = true;
        };
        const deadline = options.exclusive === true ? Infinity : clock.now() + TURN_MS;
        takeTurn(context, { message, delete: remove }, deadline)
          .catch((error: unknown) => (failure = error))
          .finally(() => (over = true));
        await clock.pass(0);
        return { isOver: () => over, wasDeleted: () => deleted, error: () => failure };
      },
    };
  }

  return processOf(1);
}

/** The message that was sent last. */
export function lastOf(sent: readonly Sent[]): Sent {
  const last = sent.at(-1);
  if (!last) throw new Error('Nothing was sent.');
  return last;
}

/** The call that was made last. */
export function lastCall({ asked }: Stage): Asked {
  const last = asked.at(-1);
  if (!last) throw new Error('Nothing was called.');
  return last;
}
