import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createApi } from '../../api/create-api.ts';
import type { ApiContext } from '../../api/api-context.ts';
import { callOwnApi } from '../../api/own-api.ts';
import { createAccountQuotas, RESOURCE_QUOTAS } from '../../api/quotas/account-quotas.ts';
import { createNestedStarter } from '../../api/execution/start-nested-execution.ts';
import type { EngineContext } from '../../engine/context.ts';
import { createEngine } from '../../engine/create-engine.ts';
import { takeTurn } from '../../engine/turn.ts';
import { boundRegularExpressions } from '../bounded-regular-expressions.ts';
import { engineContext } from '../engine-context.ts';
import { createItemReader } from '../item-reader/item-reader.ts';
import { createMemoryQueue } from '../memory/queue.ts';
import { createConfiguredObjects, type ObjectsOptions } from '../objects/configured-objects.ts';
import type { FunctionInvokerOptions } from '../tasks/lambda/function-invoker.ts';
import { configuredConnections, type ConnectionsOptions } from '../tasks/http/configured-connections.ts';
import type { MockConfig } from '../tasks/mock-config/mock-config.ts';
import { createMockedTasks } from '../tasks/mock-config/mocked-tasks.ts';
import { createTaskRunner } from '../tasks/task-runner.ts';
import { drained, GRACE_MS } from './drain.ts';
import { startHttpServer } from './http-server.ts';
import { createLocalLog } from './local-log.ts';
import { startLocalStatusEvents } from './local-status-events.ts';
import { recoverExecutions } from './recovery.ts';
import { forgetHourly } from './retention.ts';
import { loadSecret } from './secret.ts';
import { openStores, type Stores } from './stores.ts';
import type { FindService, ServiceEndpoint } from '../service-endpoint.ts';
import { systemClock } from '../system-clock.ts';

/** How long a server that stops tries to deliver the log entries and events that it holds, in milliseconds. */
const FLUSH_MS = 5_000;

/** Jobs of emulators are short, and nobody pays for looks at them. */
const LOOK_PAUSES_MS: readonly number[] = [200, 200, 300, 500, 1_000, 2_000];

export interface EmbeddedOptions {
  /** Where everything is kept, log entries too; undefined: in memory, gone with the process. */
  readonly dataDirectory?: string;
  /** 0 for any free port. */
  readonly port: number;
  /** @default 127.0.0.1 */
  readonly host?: string;
  /** Web pages of this origin may call, besides those of the machine itself; `*`: those of all. */
  readonly allowedOrigin?: string;
  /** How long `close` waits for calls of Task states, in milliseconds. @default 5000 */
  readonly graceMs?: number;
  /** Where Lambda functions come from. */
  readonly functions?: FunctionInvokerOptions;
  /** Where the services are that Task states call, Lambda aside. Without it there are none. */
  readonly findService?: FindService;
  /** Folders from where clients of the AWS SDK are looked for besides our own, such as the project's. */
  readonly clientFolders?: readonly string[];
  /** Where S3 buckets are, for distributed Maps; folders also for Task states. Without it there are none. */
  readonly objects?: ObjectsOptions;
  /** Connections of HTTP Tasks. */
  readonly connections?: ConnectionsOptions;
  /** Test cases, in which services are not called. */
  readonly mockConfig?: MockConfig;
  /** CloudWatch Logs, or what stands in for it. Without it log entries are kept where everything is. */
  readonly logsService?: ServiceEndpoint;
  /** EventBridge, or what stands in for it: it is told when executions start and end. Absent: nobody is. */
  readonly statusEvents?: ServiceEndpoint;
  /** Throttles callers, and counts what they have, by AWS's default quotas. Without it nobody is held back. */
  readonly limits?: 'aws';
  /** Takes a line for the operator. */
  log(line: string): void;
}

export interface Embedded {
  readonly port: number;
  readonly endpoint: string;
  /**
   * Answers the requests in flight, waits a little for calls of Task states, and lets go of the data folder. What runs
   * goes on at the next start; a call that was cut off fails its attempt then, unless it can be repeated.
   */
  close(): Promise<void>;
}

/**
 * The whole product in one process: API, engine, queue and store.
 * Rejects with one clear line when the port or the data folder cannot be used.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  return startOn(await openStores(options.dataDirectory), options);
}

/** The same on stores that are open already; closes them in the end. */
export async function startOn(stores: Stores, options: EmbeddedOptions): Promise<Embedded> {
  boundRegularExpressions();
  const log = (line: string): void => options.log(line);
  const secret = await loadSecret(stores.resources);
  const closing = new AbortController();
  // Every turn that waits listens, and stops listening.
  setMaxListeners(0, closing.signal);
  const queue = createMemoryQueue(systemClock, {
    onFailure: (error, { executionArn }) => {
      if (closing.signal.aborted) return;
      log(`${executionArn}: a turn failed and is taken again. ${detailOf(error)}`);
    },
  });
  const tasks = createTaskRunner({
    ...options.functions,
    ...(options.findService && { findService: options.findService }),
    lookPausesMs: LOOK_PAUSES_MS,
    clientFolders: [import.meta.dirname, ...(options.clientFolders ?? [])],
    ...(options.objects?.buckets && { buckets: options.objects.buckets }),
    httpTasks: { findConnection: configuredConnections(options.connections ?? {}), allowsOwnHosts: true },
    startExecution: (request) => startNested(request),
    callOwnApi: (...request) => callOwn(...request),
  });
  const mocks = options.mockConfig && createMockedTasks(options.mockConfig, systemClock.now());
  const objects = createConfiguredObjects(options.objects ?? {});
  const { logsService, dataDirectory } = options;
  const { executionLog, findLogGroup, pages } = createLocalLog({ logsService, dataDirectory, report: log });
  const statusOutbox =
    options.statusEvents &&
    startLocalStatusEvents({ service: options.statusEvents, stores, closing: closing.signal, report: log });
  const context: EngineContext = engineContext({
    executions: stores.executions,
    resources: stores.resources,
    queue,
    tasks,
    ...(mocks && { mocks }),
    objects,
    itemReader: createItemReader(objects),
    executionLog,
    ...(statusOutbox && { statusOutbox }),
    clock: systemClock,
    tokenKey: secret,
    exclusiveOwner: randomUUID(),
    closing: closing.signal,
    log: ({ message, executionArn, error }) => log(`${executionArn}: ${message}. ${detailOf(error)}`),
  });
  const apiContext: ApiContext = {
    executions: stores.executions,
    resources: stores.resources,
    engine: createEngine(context),
    ...(mocks && { mocks }),
    ...(findLogGroup && { findLogGroup }),
    ...(options.limits && { quotas: createAccountQuotas(systemClock, RESOURCE_QUOTAS) }),
    clock: systemClock,
    random: Math.random,
    uuid: randomUUID,
    secret,
    log: ({ message, executionArn, action, error }) =>
      log(`${executionArn ?? action ?? 'API'}: ${message}.${error === undefined ? '' : ` ${detailOf(error)}`}`),
  };
  const startNested = createNestedStarter(apiContext);
  const api = createApi(apiContext);
  const callOwn = callOwnApi(api);
  queue.consume((delivery) => takeTurn(context, delivery, Infinity));
  try {
    const server = await startHttpServer({ ...options, api, pages });
    await recoverExecutions(context);
    const forgetting = forgetHourly({
      retention: stores.retention,
      resources: stores.resources,
      clock: systemClock,
      closing: closing.signal,
      report: (error) => log(`What is older than 90 days could not be deleted. ${detailOf(error)}`),
    });
    const close = async (): Promise<void> => {
      queue.close();
      const answered = server.close();
      const grace = systemClock.sleep(options.graceMs ?? GRACE_MS, closing.signal);
      await Promise.race([grace, Promise.all([answered, drained(context.turns, closing.signal, systemClock)])]);
      closing.abort();
      await Promise.all([answered, forgetting]);
      await Promise.all([executionLog.flush(FLUSH_MS), statusOutbox?.flush(FLUSH_MS)]);
      // Before the functions are ended: what they answer to that is no answer of theirs, and must not be stored.
      await stores.close();
      await tasks.close();
    };
    return { port: server.port, endpoint: `http://${inUrl(options.host ?? '127.0.0.1')}:${server.port}`, close };
  } catch (error) {
    queue.close();
    closing.abort();
    await stores.close();
    throw error;
  }
}

function detailOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** An IPv6 address stands in brackets. */
function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
