import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  ListStateMachinesCommand,
  RedriveExecutionCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  type LoggingConfiguration,
} from '@aws-sdk/client-sfn';
import type { SQSBatchResponse } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sampleEvent } from '../support/sample-events.ts';
import { FUNCTIONS, invocation, packageFunctions, sourceOf, startSandbox } from './rehearsal/packaged-functions.ts';
import { startRehearsal, type Rehearsal } from './rehearsal/rehearsal.ts';

const roleArn = 'arn:aws:iam::123456789012:role/workflows';
const functionArn = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
const task = (name: string, more: object) => ({ Type: 'Task', Resource: functionArn(name), ...more });

const calls: string[] = [];
let tokenOfShipment = '';
let crashed: (() => void) | undefined;

const userFunctions = {
  charge() {
    calls.push('charge');
    if (calls.filter((name) => name === 'charge').length === 1) throw new Error('busy');
    return { charged: true };
  },
  label: () => 'label 7',
  transcode: () => 'film',
  ship({ token }: Record<string, unknown>) {
    tokenOfShipment = String(token);
    return null;
  },
  audit() {
    calls.push('audit');
    if (calls.filter((name) => name === 'audit').length === 1) throw new Error('closed');
    return 'audited';
  },
  /** Weighs everything but 5, until it has refused it once. */
  weigh(parcel: Record<string, unknown>) {
    calls.push(`weigh ${String(parcel['n'])}`);
    if (parcel['n'] === 5 && calls.filter((name) => name === 'weigh 5').length === 1) throw new Error('too heavy');
    return Number(parcel['n']) * 10;
  },
  /** Its first call is never answered: the caller dies before. */
  reserve() {
    calls.push('reserve');
    if (crashed === undefined) return 'reserved';
    crashed();
    crashed = undefined;
    return new Promise(() => undefined);
  },
};

const order = {
  StartAt: 'Charge',
  States: {
    Charge: task('charge', { Retry: [{ ErrorEquals: ['Error'], IntervalSeconds: 1 }], Next: 'Pause' }),
    Pause: { Type: 'Wait', Seconds: 1, Next: 'Pack' },
    Pack: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Label', States: { Label: task('label', { End: true }) } },
        { StartAt: 'Box', States: { Box: { Type: 'Pass', Result: 'box 3', End: true } } },
      ],
      ResultPath: '$.parcel',
      Next: 'Ship',
    },
    Ship: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'ship', Payload: { 'token.$': '$$.Task.Token' } },
      ResultPath: '$.shipment',
      End: true,
    },
  },
};

let stage: Rehearsal;

beforeAll(async () => {
  await packageFunctions();
  stage = await startRehearsal(userFunctions, { transcode: 300 });
}, 120_000);
afterAll(() => stage.close());

async function createMachine(
  name: string,
  definition: object,
  type: 'STANDARD' | 'EXPRESS' = 'STANDARD',
  loggingConfiguration?: LoggingConfiguration,
) {
  const text = JSON.stringify(definition);
  const command = new CreateStateMachineCommand({ name, definition: text, roleArn, type, loggingConfiguration });
  return (await stage.client.send(command)).stateMachineArn;
}

async function startExecution(stateMachineArn: string | undefined, input: unknown = {}): Promise<string> {
  const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
  const { executionArn } = await stage.client.send(command);
  return executionArn ?? '';
}

const describeExecution = (executionArn: string) => stage.client.send(new DescribeExecutionCommand({ executionArn }));
const hasEnded = (executionArn: string) => async () => (await describeExecution(executionArn)).status !== 'RUNNING';

describe('the packaged functions', () => {
  test('take an order through a retry, a wait, a parallel and a callback', async () => {
    const executionArn = await startExecution(await createMachine('order', order));
    expect(executionArn).toMatch(/^arn:aws:states:us-east-1:123456789012:execution:order:/);
    await stage.turnUntil(async () => tokenOfShipment !== '');
    expect(calls).toEqual(['charge', 'charge']);
    await stage.client.send(new SendTaskSuccessCommand({ taskToken: tokenOfShipment, output: '"shipped"' }));
    await stage.turnUntil(hasEnded(executionArn));
    const { status, output = '' } = await describeExecution(executionArn);
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output)).toEqual({ charged: true, parcel: ['label 7', 'box 3'], shipment: 'shipped' });
    const { events = [] } = await stage.client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
    expect(events.filter(({ type }) => type === 'LambdaFunctionScheduled')).toHaveLength(3);
    expect(events.at(-1)?.type).toBe('ExecutionSucceeded');
  });

  test('log executions to CloudWatch Logs, and tell EventBridge of their status', async () => {
    const logGroupArn = 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/states/all:*';
    const destinations = [{ cloudWatchLogsLogGroup: { logGroupArn } }];
    const rest = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 1, End: true } } };
    const logging: LoggingConfiguration = { level: 'ALL', destinations };
    const whole = ['ExecutionStarted', 'WaitStateEntered', 'WaitStateExited', 'ExecutionSucceeded'];
    const standard = await startExecution(await createMachine('logged', rest, 'STANDARD', logging));
    await stage.turnUntil(hasEnded(standard));
    expect(stage.told(standard)).toEqual({ logged: whole, statuses: ['RUNNING', 'SUCCEEDED'] });

    const express = await startExecution(await createMachine('logged-express', rest, 'EXPRESS', logging));
    await stage.turnUntil(async () => stage.told(express).logged.length === whole.length, 'long');
    expect(stage.told(express)).toEqual({ logged: whole, statuses: [] });
  });

  test('bring back an execution whose turn died during a call, and leave the lost call to its Retry', async () => {
    const Retry = [{ ErrorEquals: ['Lambda.ClientExecutionTimeoutException'], IntervalSeconds: 1 }];
    const definition = { StartAt: 'Reserve', States: { Reserve: task('reserve', { Retry, End: true }) } };
    const executionArn = await startExecution(await createMachine('reservation', definition));
    const died = new Promise<void>((resolve) => {
      crashed = resolve;
    });
    const batch = await stage.receive('turn');
    const dying = startSandbox('turn')(batch?.event, invocation('turn', 120_000));
    await died;
    dying.catch(() => undefined);

    await stage.turnUntil(hasEnded(executionArn));
    expect(await describeExecution(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"reserved"' });
    expect(calls.filter((name) => name === 'reserve')).toHaveLength(2);
    const { events = [] } = await stage.client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map(({ lambdaFunctionFailedEventDetails }) => lambdaFunctionFailedEventDetails?.error)).toContain(
      'Lambda.ClientExecutionTimeoutException',
    );
  });

  test('report a turn that does not end in time, so that its message comes again', async () => {
    crashed = () => undefined;
    const definition = { StartAt: 'Reserve', States: { Reserve: task('reserve', { End: true }) } };
    await startExecution(await createMachine('endless', definition));
    const batch = await stage.receive('turn');
    // The end comes 50 milliseconds after the turn has begun with a lot of time.
    const remaining = [120_000, 1_050];
    const context = { ...invocation('turn', 0), getRemainingTimeInMillis: () => remaining.shift() ?? 0 };
    const answer = await startSandbox('turn')(batch?.event, context);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: batch?.event.Records[0]?.messageId }] });
  });

  test('leave a call that may take longer than a turn to the long queue', async () => {
    const definition = {
      StartAt: 'Label',
      States: { Label: task('label', { Next: 'Transcode' }), Transcode: task('transcode', { End: true }) },
    };
    const executionArn = await startExecution(await createMachine('film', definition));
    const isScheduled = async () => {
      const { events = [] } = await stage.client.send(new GetExecutionHistoryCommand({ executionArn }));
      return events.filter(({ type }) => type === 'LambdaFunctionScheduled').length === 2;
    };
    await stage.turnUntil(isScheduled);
    expect(await describeExecution(executionArn)).toMatchObject({ status: 'RUNNING' });
    await stage.turnUntil(hasEnded(executionArn), 'long');
    expect(await describeExecution(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"film"' });
  });

  test('redrive an execution that failed, and list it as redriven', async () => {
    const definition = {
      StartAt: 'Label',
      States: { Label: task('label', { Next: 'Audit' }), Audit: task('audit', { End: true }) },
    };
    const stateMachineArn = await createMachine('audit', definition);
    const executionArn = await startExecution(stateMachineArn);
    await stage.turnUntil(hasEnded(executionArn));
    expect(await describeExecution(executionArn)).toMatchObject({ status: 'FAILED', redriveStatus: 'REDRIVABLE' });
    const { redriveDate } = await stage.client.send(new RedriveExecutionCommand({ executionArn }));
    expect(await describeExecution(executionArn)).toMatchObject({ status: 'RUNNING', redriveCount: 1, redriveDate });
    await stage.turnUntil(hasEnded(executionArn));
    expect(await describeExecution(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"audited"' });
    const redriven = new ListExecutionsCommand({ stateMachineArn, redriveFilter: 'REDRIVEN' });
    expect((await stage.client.send(redriven)).executions).toMatchObject([{ executionArn, redriveCount: 1 }]);
    const { events = [] } = await stage.client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.filter(({ type }) => type === 'TaskStateEntered')).toHaveLength(2);
    expect(events.find(({ type }) => type === 'ExecutionRedriven')).toMatchObject({
      executionRedrivenEventDetails: { redriveCount: 1 },
    });
  });

  test('run the items of a distributed Map as executions of their own, and redrive the one that failed', async () => {
    const definition = {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemSelector: { 'n.$': '$$.Map.Item.Value' },
          MaxConcurrency: 4,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'Weigh',
            States: { Weigh: task('weigh', { End: true }) },
          },
          End: true,
        },
      },
    };
    const items = Array.from({ length: 6 }, (_, index) => index + 1);
    const executionArn = await startExecution(await createMachine('parcels', definition), items);
    await stage.turnUntil(hasEnded(executionArn));
    expect(await describeExecution(executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
    });
    const { mapRuns = [] } = await stage.client.send(new ListMapRunsCommand({ executionArn }));
    const { mapRunArn } = mapRuns[0] ?? {};
    const describeMapRun = () => stage.client.send(new DescribeMapRunCommand({ mapRunArn }));
    await stage.turnUntil(async () => (await describeMapRun()).status !== 'RUNNING');

    await stage.client.send(new RedriveExecutionCommand({ executionArn }));
    await stage.turnUntil(hasEnded(executionArn));
    const output = JSON.stringify(items.map((item) => item * 10));
    expect(await describeExecution(executionArn)).toMatchObject({ status: 'SUCCEEDED', output });
    expect(await describeMapRun()).toMatchObject({
      status: 'SUCCEEDED',
      redriveCount: 1,
      itemCounts: { total: 6, succeeded: 6, failed: 0, aborted: 0, running: 0, pending: 0 },
    });
    const { executions = [] } = await stage.client.send(new ListExecutionsCommand({ mapRunArn }));
    expect(executions).toHaveLength(6);
    expect(executions.every(({ status }) => status === 'SUCCEEDED')).toBe(true);
    expect(calls.filter((name) => name === 'weigh 5')).toHaveLength(2);
    expect(new Set(calls.filter((name) => name.startsWith('weigh'))).size).toBe(6);
  });

  test('pump a timer that is further away than a queue can delay', async () => {
    const definition = { StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', Seconds: 3_600, End: true } } };
    const executionArn = await startExecution(await createMachine('sleeper', definition));
    expect(await stage.pump()).toEqual({ sent: 0 });
    stage.jump(3_500_000);
    expect(await stage.pump()).toEqual({ sent: 1 });
    await stage.turnUntil(hasEnded(executionArn));
    const { startDate, stopDate } = await describeExecution(executionArn);
    expect((stopDate?.getTime() ?? 0) - (startDate?.getTime() ?? 0)).toBeGreaterThanOrEqual(3_600_000);
  });

  test('answer a synchronous Express execution at the Function URL', async () => {
    const definition = { StartAt: 'Label', States: { Label: task('label', { End: true }) } };
    const stateMachineArn = await createMachine('quote', definition, 'EXPRESS');
    const answer = await stage.syncClient.send(new StartSyncExecutionCommand({ stateMachineArn }));
    expect(answer).toMatchObject({ status: 'SUCCEEDED', output: '"label 7"' });
  });

  test('let tasks use services, but not the own table and queues', async () => {
    const { queueUrls, tableName: TableName } = stage;
    const calling = (name: string, action: string, Arguments: object) => {
      const Catch = [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: `No ${name}` }];
      const Resource = `arn:aws:states:::${action}`;
      const call = { Type: 'Task', Resource, Arguments, Output: 'done', Catch, End: true };
      return { StartAt: name, States: { [name]: call, [`No ${name}`]: { Type: 'Succeed' } } };
    };
    const Branches = [
      calling('Send', 'sqs:sendMessage', { QueueUrl: queueUrls.users, MessageBody: {} }),
      calling('Turn', 'sqs:sendMessage', { QueueUrl: queueUrls.turn, MessageBody: {} }),
      calling('Long', 'sqs:sendMessage', { QueueUrl: queueUrls.long, MessageBody: {} }),
      calling('Read', 'dynamodb:getItem', { TableName, Key: {} }),
      calling('List', 'aws-sdk:dynamodb:listTables', {}),
      calling('Scan', 'aws-sdk:dynamodb:scan', { TableName }),
      calling('Secrets', 'aws-sdk:lambda:getFunctionConfiguration', { FunctionName: 'f' }),
    ];
    const States = { Calls: { Type: 'Parallel', Branches, End: true } };
    const definition = { QueryLanguage: 'JSONata', StartAt: 'Calls', States };
    const stateMachineArn = await createMachine('services', definition, 'EXPRESS');
    const answer = await stage.syncClient.send(new StartSyncExecutionCommand({ stateMachineArn }));
    const [sqs, dynamodb] = ['SQS.AmazonSQSException', 'DynamoDB.AmazonDynamoDBException'];
    const sdk = ['done', 'DynamoDb.DynamoDbException', 'Lambda.LambdaException'];
    expect(JSON.parse(answer.output ?? '')).toEqual(['done', sqs, sqs, dynamodb, ...sdk]);
  });

  test('run an Express execution that nobody waits for behind the long queue', async () => {
    const definition = { StartAt: 'Reserve', States: { Reserve: task('reserve', { End: true }) } };
    const stateMachineArn = await createMachine('fire-and-forget', definition, 'EXPRESS');
    const before = calls.length;
    await startExecution(stateMachineArn);
    expect(calls.length).toBe(before);
    await stage.turnUntil(async () => calls.length > before, 'long');
  });
});

test.each(['libsql', 'node:worker_threads', '@esbuild', 'node_modules/'])('no archive holds %s', (text) => {
  for (const name of FUNCTIONS) expect(sourceOf(name).includes(text)).toBe(false);
});

describe('the front door', () => {
  test.each([
    ['a key that does not exist', { accessKeyId: 'STEPNOSUCHKEY2222222' }, 'UnrecognizedClientException'],
    ['another secret', { secretAccessKey: 'guessed' }, 'InvalidSignatureException'],
  ])('refuses %s', async (_, wrong, name) => {
    const client = stage.clientWith({ ...stage.key, ...wrong });
    await expect(client.send(new ListStateMachinesCommand({}))).rejects.toMatchObject({ name });
  });

  test('refuses a request without a signature', async () => {
    const response = await fetch(stage.endpoint, { method: 'POST', body: '{}' });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      __type: 'MissingAuthenticationTokenException',
      message: 'Request is missing Authentication Token',
    });
  });
});

describe('a function that cannot do its work', () => {
  test('answers before it is killed, with an error that no SDK repeats', async () => {
    const { activityArn } = await stage.client.send(new CreateActivityCommand({ name: 'nobody-asks' }));
    await expect(stage.hurriedClient.send(new GetActivityTaskCommand({ activityArn }))).rejects.toMatchObject({
      name: 'RequestTookTooLong',
      $metadata: { httpStatusCode: 408, attempts: 1 },
    });
  });

  test('says that the store is away, and keeps the reason for its log', async () => {
    vi.stubEnv('STEPYARD_TABLE', 'gone');
    const api = startSandbox('api');
    vi.stubEnv('STEPYARD_TABLE', 'stepyard');
    const complaint = vi.spyOn(console, 'error').mockReturnValue();
    const event = sampleEvent('api-gateway/start-execution');
    const signedAt = new Date(Date.now()).toISOString().slice(0, 19).replace(/[-:]/g, '') + 'Z';
    event.headers['x-amz-date'] = signedAt;
    event.headers.authorization = event.headers.authorization?.replace('20261121', signedAt.slice(0, 8));
    const answer = await api(event, invocation('api', 29_000));
    expect(answer).toMatchObject({ statusCode: 503 });
    expect(JSON.parse((answer as { readonly body: string }).body)).toEqual({
      __type: 'ServiceUnavailable',
      message: 'The store is not available.',
    });
    expect(complaint).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ function: 'api', error: expect.objectContaining({ name: 'StoreUnavailable' }) }),
    );
    complaint.mockRestore();
  });

  test.each([
    [{ action: 'toString' }, 'action must be one of create, list, delete.'],
    [{}, 'action must be one of create, list, delete.'],
    [{ action: 'create', description: 7 }, 'description must be a string.'],
    [{ action: 'delete' }, 'accessKeyId must be a string.'],
    [{ action: 'delete', accessKeyId: 'STEPNONE' }, 'No such key: STEPNONE.'],
  ])('tells the owner what is wrong with %j', async (event, error) => {
    const complaint = vi.spyOn(console, 'error').mockReturnValue();
    expect(await startSandbox('keys')(event, invocation('keys', 10_000))).toEqual({ error });
    complaint.mockRestore();
  });
});

test('the owner lists keys without their secrets', async () => {
  const { accessKeyId, createdAt } = stage.key;
  expect(await startSandbox('keys')({ action: 'list' }, invocation('keys', 10_000))).toEqual({
    accessKeys: [{ accessKeyId, createdAt, description: 'laptop of Ada' }],
  });
});

test('a message that is none of ours is reported as failed, and its batch goes on', async () => {
  const executionArn = await startExecution(
    await createMachine('neighbour', { StartAt: 'Label', States: { Label: task('label', { End: true }) } }),
  );
  const batch = await stage.receive('turn');
  const stranger = { messageId: 'stranger', body: 'hello' };
  const event = { Records: [stranger, ...(batch?.event.Records ?? [])] };
  const complaint = vi.spyOn(console, 'error').mockReturnValue();
  const answer = (await startSandbox('turn')(event, invocation('turn', 120_000))) as SQSBatchResponse;
  expect(complaint).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ messageId: 'stranger' }));
  complaint.mockRestore();
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'stranger' }] });
  expect(await describeExecution(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
});
