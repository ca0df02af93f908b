import { SFNClient } from '@aws-sdk/client-sfn';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse } from 'aws-lambda';
import { vi } from 'vitest';
import type { NewAccessKey } from '../../../lib/adapters/aws/access-keys/access-keys.ts';
import { sampleEvent } from '../../support/sample-events.ts';
import { startLocalDynamo } from '../../support/servers/dynalite.ts';
import { startLocalSqs } from '../../support/servers/fauxqs.ts';
import { openFrontDoor } from './api-gateway.ts';
import { receiveBatch } from './event-source.ts';
import { startLambdaService, type UserFunction } from './lambda-service.ts';
import { startListeningService } from './listening-service.ts';
import { invocation, startSandbox } from './packaged-functions.ts';

const DURATIONS = { turn: 120_000, long: 900_000 };
/** Nothing in a rehearsal takes so many polls; a bug would poll for ever. */
const MOST_POLLS = 5_000;

export type Rehearsal = Awaited<ReturnType<typeof startRehearsal>>;

/** The packaged functions in an AWS made of stand-ins: DynamoDB, SQS, Lambda, API Gateway, and a clock that can jump. */
export async function startRehearsal(
  userFunctions: Readonly<Record<string, UserFunction>>,
  timeouts: Readonly<Record<string, number>>,
) {
  vi.stubEnv('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
  const dynamo = await startLocalDynamo();
  const sqs = await startLocalSqs({ VisibilityTimeout: '128' });
  const lambda = await startLambdaService(userFunctions, timeouts);
  const listening = await startListeningService();
  const { QueueUrl = '' } = await sqs.client.send(new CreateQueueCommand({ QueueName: 'long' }));
  const queueUrls = { turn: sqs.queueUrl, long: QueueUrl };
  const { QueueUrl: usersQueueUrl = '' } = await sqs.client.send(new CreateQueueCommand({ QueueName: 'orders' }));

  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', dynamo.endpoint);
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', sqs.endpoint);
  vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', lambda.endpoint);
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', listening.endpoint);
  vi.stubEnv('AWS_ENDPOINT_URL_EVENTBRIDGE', listening.endpoint);
  vi.stubEnv('STEPYARD_STATUS_EVENT_BUS', 'default');
  vi.stubEnv('STEPYARD_ACCOUNT', '123456789012');
  vi.stubEnv('STEPYARD_TABLE', dynamo.tableName);
  vi.stubEnv('STEPYARD_TURN_QUEUE_URL', queueUrls.turn);
  vi.stubEnv('STEPYARD_LONG_QUEUE_URL', queueUrls.long);
  vi.stubEnv('STEPYARD_KEY', 'rehearsal-key-of-at-least-32-characters');

  const now = Date.now.bind(Date);
  let ahead = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => now() + ahead);

  const key = (await startSandbox('keys')(sampleEvent('keys/create'), invocation('keys', 10_000))) as NewAccessKey;
  const apiDoor = await openFrontDoor(startSandbox('api'), sampleEvent('api-gateway/start-execution'), 29_000);
  const syncDoor = await openFrontDoor(startSandbox('sync'), sampleEvent('function-url/start-sync-execution'), 310_000);
  // The function behind this one is always about to be killed.
  const hurriedDoor = await openFrontDoor(
    startSandbox('sync'),
    sampleEvent('function-url/start-sync-execution'),
    1_200,
  );
  const clientOf = (endpoint: string, credentials = { ...key }) =>
    new SFNClient({ endpoint, region: 'us-east-1', credentials, disableHostPrefix: true });

  return {
    key,
    client: clientOf(apiDoor.endpoint),
    syncClient: clientOf(syncDoor.endpoint),
    hurriedClient: clientOf(hurriedDoor.endpoint),
    clientWith: (credentials: { accessKeyId: string; secretAccessKey: string }) =>
      clientOf(apiDoor.endpoint, { ...key, ...credentials }),
    endpoint: apiDoor.endpoint,
    tableName: dynamo.tableName,
    queueUrls: { ...queueUrls, users: usersQueueUrl },
    /** What CloudWatch Logs and EventBridge have been told of an execution. */
    told: (executionArn: string) => listening.told(executionArn),
    /** The next messages of a queue, if any are due. */
    receive: (queue: keyof typeof queueUrls) => receiveBatch(sqs.client, queueUrls[queue]),
    /** Lets time pass for everybody. */
    jump(ms: number): void {
      ahead += ms;
    },
    pump: () => startSandbox('pump')(sampleEvent('eventbridge/every-five-minutes'), invocation('pump', 120_000)),
    /** Invokes the turn function with what its queue has, and lets time pass when that is nothing, until `done`. */
    async turnUntil(done: () => Promise<boolean>, queue: keyof typeof queueUrls = 'turn'): Promise<void> {
      const handler = startSandbox('turn');
      for (let polls = 0; !(await done()); polls += 1) {
        if (polls > MOST_POLLS) throw new Error('The rehearsal does not come to its end.');
        const batch = await receiveBatch(sqs.client, queueUrls[queue]);
        if (batch)
          await batch.settle((await handler(batch.event, invocation(queue, DURATIONS[queue]))) as SQSBatchResponse);
        else ahead += 1_000;
      }
    },
    async close(): Promise<void> {
      await Promise.all([apiDoor.close(), syncDoor.close(), hurriedDoor.close(), lambda.close(), listening.close()]);
      await Promise.all([dynamo.close(), sqs.close()]);
      vi.restoreAllMocks();
      vi.unstubAllEnvs();
    },
  };
}
