import { engineContext } from '../../lib/adapters/engine-context.ts';
import type { EngineContext } from '../../lib/engine/context.ts';
import { createEngine } from '../../lib/engine/create-engine.ts';
import type { Engine } from '../../lib/engine/engine.ts';
import { createStatusOutbox } from '../../lib/engine/status-outbox.ts';
import type { ExecutionStore } from '../../lib/ports/execution-store.ts';
import type { Jobs } from '../../lib/ports/jobs.ts';
import type { Message, Queue } from '../../lib/ports/queue.ts';
import type { ResourceStore } from '../../lib/ports/resource-store.ts';
import type { StatusEvent, StatusEvents } from '../../lib/ports/status-events.ts';
import type { TaskRunner } from '../../lib/ports/task-runner.ts';
import { clockOf, createSandbox, io, type Sandbox } from './sandbox.ts';
import type { World } from './world.ts';

/** What is stored, whoever looks: it never fails and never dies. */
export interface Truth {
  readonly executions: ExecutionStore;
  readonly resources: ResourceStore;
}

/** A process with the shipped engine in it. */
export interface Process {
  readonly sandbox: Sandbox;
  readonly context: EngineContext;
  readonly engine: Engine;
  /** The stores as this process reaches them. */
  readonly stores: Truth;
}

/** A rule of the commit protocol broken on purpose, from outside of the engine. */
export interface Breakage {
  readonly executions?: (store: ExecutionStore) => ExecutionStore;
  readonly resources?: (store: ResourceStore) => ResourceStore;
  readonly queue?: (queue: Queue) => Queue;
  /** Messages are deleted before their turn is taken. */
  readonly deletesFirst?: boolean;
}

export interface ProcessParts {
  readonly truth: Truth;
  readonly queue: Pick<Queue, 'durable' | 'maxDelayMs'>;
  /** Puts a message into the queue. */
  send(message: Message, delayMs: number): Promise<void>;
  readonly tasks: (process: Process) => TaskRunner;
  readonly breakage: Breakage;
  /** One process owns store and queue. */
  readonly exclusive: boolean;
}

const TOKEN_KEY = Buffer.alloc(32, 7);

export function createProcess(world: World, id: string, parts: ProcessParts): Process {
  const { truth, breakage } = parts;
  const sandbox = createSandbox(id);
  const reached = {
    executions: reachExecutions(world, sandbox, truth.executions),
    resources: reachResources(world, sandbox, truth.resources),
  };
  const stores = {
    executions: breakage.executions?.(reached.executions) ?? reached.executions,
    resources: breakage.resources?.(reached.resources) ?? reached.resources,
  };
  const queue: Queue = {
    ...parts.queue,
    send: (message, delayMs) => {
      const what = `send ${nameOf(message)} in ${Math.round(delayMs)} ms`;
      if (!(delayMs >= 0 && delayMs <= parts.queue.maxDelayMs)) world.ledger.violated(`${what} is not possible.`);
      const effect = (): Promise<void> => parts.send(message, delayMs);
      return io(world, sandbox, { what, effect, ...(!parts.queue.durable && { within: true, takes: 0 }) });
    },
  };
  let ids = 0;
  const tasks: TaskRunner = {
    classify: (resource) => runner.classify(resource),
    lostError: (resource) => runner.lostError(resource),
    call: (request, signal) => runner.call(request, signal),
    jobs: {
      look: async (...args) => jobsOf(runner).look(...args),
      stop: async (...args) => jobsOf(runner).stop(...args),
    },
  };
  const newId = (): string => `${id}.${(ids += 1)}`;
  const statusOutbox = createStatusOutbox({
    ...stores,
    events: reachEventBridge(world, sandbox),
    clock: clockOf(world, sandbox),
    newId,
    report: (line) => world.trace(`${id} reports: ${line}`),
  });
  const context: EngineContext = {
    ...engineContext({
      ...stores,
      statusOutbox,
      queue: breakage.queue?.(queue) ?? queue,
      tasks,
      clock: clockOf(world, sandbox),
      tokenKey: TOKEN_KEY,
      exclusiveOwner: parts.exclusive ? id : undefined,
      log: ({ message, error }) => world.trace(`${id} logs: ${message}: ${String(error)}`),
    }),
    newId,
  };
  const process: Process = { sandbox, context, engine: createEngine(context), stores };
  const runner = parts.tasks(process);
  return process;
}

function jobsOf({ jobs }: TaskRunner): Jobs {
  if (!jobs) throw new Error('There are no jobs.');
  return jobs;
}

/** Short for a trace. */
export function nameOf({ executionArn, lineage, announces }: Message): string {
  const name = executionArn.slice(executionArn.lastIndexOf(':') + 1);
  return `${name}/${lineage}${announces === undefined ? '' : `→v${announces}`}`;
}

function shortName(executionArn: string): string {
  return executionArn.slice(executionArn.lastIndexOf(':') + 1);
}

function reachExecutions(world: World, sandbox: Sandbox, store: ExecutionStore): ExecutionStore {
  const { ledger, scheduler } = world;
  const reach = <T>(what: string, effect: () => Promise<T>): Promise<T> => io(world, sandbox, { what, effect });
  return {
    create: (execution, events) =>
      reach(`create ${shortName(execution.record.executionArn)}`, async () => {
        const result = await store.create(execution, events);
        if (result.created) ledger.stored(execution, events, scheduler.now());
        return result;
      }),
    get: (arn) => reach(`get ${shortName(arn)}`, () => store.get(arn)),
    commit: (record, expected, head, events) =>
      reach(`commit ${shortName(record.executionArn)} v${head.version} ${head.status} by ${head.nonce}`, async () => {
        const result = await store.commit(record, expected, head, events);
        if (result.committed) ledger.stored({ record, head }, events, scheduler.now());
        return result;
      }),
    chunks: (arn, from, to) => reach(`chunks ${shortName(arn)} ${from}-${to}`, () => store.chunks(arn, from, to)),
    list: (filter, limit, after) => reach('list executions', () => store.list(filter, limit, after)),
    running: (limit, after) => reach('list running', () => store.running(limit, after)),
    dueBefore: (time, limit) => reach('list due', () => store.dueBefore(time, limit)),
    putHeartbeat: (arn, beat) => reach(`heartbeat ${shortName(arn)}`, () => store.putHeartbeat(arn, beat)),
    heartbeats: (arn) => reach(`heartbeats of ${shortName(arn)}`, () => store.heartbeats(arn)),
  };
}

function reachEventBridge(world: World, sandbox: Sandbox): StatusEvents {
  const tell = async (events: readonly StatusEvent[]): Promise<undefined[]> => {
    for (const event of events) world.ledger.told(event);
    return events.map(() => undefined);
  };
  return { put: (events) => io(world, sandbox, { what: `tell ${events.length}`, effect: () => tell(events) }) };
}

function reachResources(world: World, sandbox: Sandbox, store: ResourceStore): ResourceStore {
  const reach = <T>(what: string, effect: () => Promise<T>): Promise<T> => io(world, sandbox, { what, effect });
  return {
    get: <T>(partition: string, sort: string) => reach(`get ${partition}`, () => store.get<T>(partition, sort)),
    put: (partition, sort, body, expected) =>
      reach(`put ${partition}`, () => store.put(partition, sort, body, expected)),
    delete: (partition, sort, expected) => reach(`delete ${partition}`, () => store.delete(partition, sort, expected)),
    list: <T>(partition: string, range: Parameters<ResourceStore['list']>[1]) =>
      reach(`list ${partition}`, () => store.list<T>(partition, range)),
  };
}
