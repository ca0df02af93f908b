import { SFNClient, TestStateCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbedded, type Embedded } from '../../../lib/adapters/embedded/embedded.ts';

let embedded: Embedded;
let client: SFNClient;

beforeAll(async () => {
  embedded = await startEmbedded({ port: 0, log: () => undefined });
  client = new SFNClient({
    endpoint: embedded.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    disableHostPrefix: true,
    maxAttempts: 1,
  });
});

afterAll(async () => {
  client.destroy();
  await embedded.close();
});

test('the AWS SDK reads the answer of a test, its error and what the state saw', async () => {
  const state = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: 'f', 'Payload.$': '$' },
    Retry: [{ ErrorEquals: ['Lambda.TooManyRequestsException'], IntervalSeconds: 2 }],
    Next: 'Then',
  };
  const answer = await client.send(
    new TestStateCommand({
      definition: JSON.stringify(state),
      input: '{"a": 1}',
      inspectionLevel: 'TRACE',
      mock: { errorOutput: { error: 'Lambda.TooManyRequestsException', cause: 'slow down' } },
      stateConfiguration: { retrierRetryCount: 1 },
    }),
  );
  const { $metadata, ...members } = answer;
  expect(members).toEqual({
    status: 'RETRIABLE',
    error: 'Lambda.TooManyRequestsException',
    cause: 'slow down',
    inspectionData: {
      input: '{"a": 1}',
      afterInputPath: '{"a": 1}',
      afterParameters: '{"FunctionName":"f","Payload":{"a":1}}',
      errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 4 },
    },
  });
});

test('the AWS SDK throws what AWS calls a state that cannot be tested', async () => {
  const definition = '{"Type":"Parallel","Branches":[],"End":true}';
  const refused = client.send(new TestStateCommand({ definition }));
  await expect(refused).rejects.toMatchObject({ name: 'InvalidDefinition' });
});
