import { randomUUID } from 'node:crypto';
import type { ApiContext, ApiLimits, LogEntry } from '../../api/api-context.ts';
import { createApi } from '../../api/create-api.ts';
import { callOwnApi } from '../../api/own-api.ts';
import { createAccountQuotas } from '../../api/quotas/account-quotas.ts';
import { createNestedStarter } from '../../api/execution/start-nested-execution.ts';
import type { Api } from '../../api/protocol/message.ts';
import type { EngineContext, EngineLogEntry } from '../../engine/context.ts';
import { createEngine } from '../../engine/create-engine.ts';
import { takeTurn } from '../../engine/turn.ts';
import type { Ms } from '../../ports/execution-store.ts';
import type { ResourceStore } from '../../ports/resource-store.ts';
import { createDynamoExecutionStore } from '../dynamodb/execution-store.ts';
import { createItemReader } from '../item-reader/item-reader.ts';
import { createS3Objects } from '../objects/s3-objects.ts';
import { createDynamoResourceStore } from '../dynamodb/resource-store.ts';
import { systemClock } from '../system-clock.ts';
import { boundRegularExpressions } from '../bounded-regular-expressions.ts';
import { engineContext } from '../engine-context.ts';
import { messageOf } from '../sqs/message-body.ts';
import { createSqsQueue } from '../sqs/queue.ts';
import { configuredConnections } from '../tasks/http/configured-connections.ts';
import { createTaskRunner } from '../tasks/task-runner.ts';
import { findSecret } from './access-keys/access-keys.ts';
import { cachedSecrets } from './access-keys/secret-cache.ts';
import { createClients } from './clients.ts';
import { deriveKeys } from './deployment-keys.ts';
import { expressRecordOf, runExpressRecord, sendExpress } from './express-message.ts';
import { createFunctionTimeout } from './function-timeout.ts';
import { laneTurn, type Lanes } from './lanes.ts';
import { callsUntil } from './late-calls.ts';
import { createOutgoing } from './outgoing.ts';
import { sendDueWakes } from './pump.ts';
import { signedApi } from './signed-api.ts';

export interface DeploymentOptions {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly tableName: string;
  readonly turnQueueUrl: string;
  readonly longQueueUrl: string;
  /** At least 32 random characters, the same in all functions of the deployment. */
  readonly deploymentKey: string;
  /** Folders from where the clients of the AWS SDK are found that Task states need. */
  readonly clientFolders: readonly string[];
  /** Throttles callers by AWS's default quotas, each Lambda function for itself. */
  readonly limits?: 'aws';
  /** Name or ARN of the event bus that is told when executions start and end; absent: none is. */
  readonly statusEventBus?: string;
  log(entry: LogEntry | EngineLogEntry | { readonly message: string }): void;
}

/** Which EventBridge keeps for connections, and HTTP Tasks alone read. */
const CONNECTION_SECRETS = 'events!connection/';

/** The product in an AWS account, as its Lambda functions share it: they keep nothing, the table and the queues do. */
export interface Deployment {
  readonly resources: ResourceStore;
  /** Encrypts the secrets of access keys. */
  readonly accessKeysKey: Uint8Array;
  /** Answers requests that are signed with an access key of this deployment. */
  createApi(limits?: Partial<ApiLimits>): Api;
  /**
   * Does what a message of either queue asks for; the answer says whether the message may be deleted. When it rejects
   * the message must come again. @param deadline when this process may be killed
   */
  takeMessage(body: string, deadline: Ms): Promise<boolean>;
  /** Sends the wakes of far timers that have come near, and the events that are still owed; answers how many wakes. */
  pump(): Promise<number>;
}

/** Throws when an option cannot be right; connects to nothing. */
export function createDeployment(options: DeploymentOptions): Deployment {
  boundRegularExpressions();
  const { account, region, tableName, longQueueUrl } = options;
  const keys = deriveKeys(options.deploymentKey);
  const { dynamodb, sqs } = createClients(region);
  const executions = createDynamoExecutionStore({ client: dynamodb, tableName });
  const resources = createDynamoResourceStore({ client: dynamodb, tableName });
  const objects = createS3Objects({ region });
  const lanes: Lanes = {
    turn: createSqsQueue({ client: sqs, queueUrl: options.turnQueueUrl }),
    long: createSqsQueue({ client: sqs, queueUrl: longQueueUrl }),
    functionTimeout: createFunctionTimeout(systemClock),
    clock: systemClock,
  };
  const { executionLog, findLogGroup, statusOutbox, delivered, sweep } = createOutgoing({
    region,
    resources,
    executions,
    statusEventBus: options.statusEventBus,
    report: (message) => options.log({ message }),
  });
  const context: EngineContext = engineContext({
    executions,
    resources,
    queue: lanes.turn,
    tasks: createTaskRunner({
      lambdaService: {},
      findService: () => ({}),
      clientFolders: options.clientFolders,
      // The role of the functions has to reach them; workflows must not.
      ownResources: [...[tableName, options.turnQueueUrl, longQueueUrl].map(lastName), CONNECTION_SECRETS],
      // Asked for time-outs, and full of other functions' secrets.
      closedActions: ['lambda:getFunctionConfiguration'],
      // No own hosts: there the Lambda runtime is, which no workflow may speak to.
      httpTasks: { findConnection: configuredConnections({ services: { eventBridge: {}, secretsManager: {} } }) },
      startExecution: (request) => startNested(request),
      callOwnApi: (...request) => callOwn(...request),
    }),
    objects,
    itemReader: createItemReader(objects),
    executionLog,
    ...(statusOutbox && { statusOutbox }),
    clock: systemClock,
    tokenKey: keys.tokens,
    exclusiveOwner: undefined,
    log: (entry) => options.log(entry),
  });
  const apiContext: ApiContext = {
    executions,
    resources,
    // A function is frozen when it has answered, so what goes on after the answer goes on elsewhere.
    engine: { ...createEngine(context), startExpress: (record) => sendExpress(sqs, longQueueUrl, record) },
    findLogGroup,
    ...(options.limits && { quotas: createAccountQuotas(systemClock, {}) }),
    clock: systemClock,
    random: Math.random,
    uuid: randomUUID,
    secret: keys.tokens,
    log: (entry) => options.log(entry),
  };
  const startNested = createNestedStarter(apiContext);
  const callOwn = callOwnApi(createApi(apiContext));
  const now = () => systemClock.now();
  const secrets = cachedSecrets((accessKeyId) => findSecret(resources, keys.accessKeys, accessKeyId), now);

  async function takeMessage(body: string, deadline: Ms): Promise<boolean> {
    const express = expressRecordOf(body);
    if (express) {
      await runExpressRecord(context, express);
      return true;
    }
    const turnContext = {
      ...context,
      ...laneTurn(callsUntil(context.tasks, deadline, systemClock), lanes, deadline),
    };
    let isDone = false;
    // Lambda deletes the messages of a batch that are not reported as failed.
    const markDone = async (): Promise<void> => {
      isDone = true;
    };
    await takeTurn(turnContext, { message: messageOf(body), delete: markDone }, deadline);
    return isDone;
  }

  return {
    resources,
    accessKeysKey: keys.accessKeys,
    createApi(limits = {}) {
      const signing = { account, region, findSecret: secrets, now, uuid: randomUUID };
      const api = signedApi(createApi({ ...apiContext, limits }), signing);
      return (request) => delivered(api(request));
    },
    takeMessage: (body, deadline) => delivered(takeMessage(body, deadline)),
    async pump() {
      const [sent] = await Promise.all([sendDueWakes(context), sweep()]);
      return sent;
    },
  };
}

/** Of a table, or in a queue's URL. */
function lastName(nameOrUrl: string): string {
  return nameOrUrl.slice(nameOrUrl.lastIndexOf('/') + 1);
}
