import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  paginateGetExecutionHistory,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbedded, type Embedded } from '../../lib/adapters/embedded/embedded.ts';
import { ROLE } from './harness.ts';

/** The AWS SDK against the engine itself, over HTTP. */
let embedded: Embedded;
let client: SFNClient;
const logged: string[] = [];

beforeAll(async () => {
  embedded = await startEmbedded({ port: 0, log: (line) => logged.push(line) });
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
  expect(logged).toEqual([]);
});

async function machine(name: string, definition: object, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') {
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({ name, definition: JSON.stringify(definition), roleArn: ROLE, type }),
  );
  return stateMachineArn;
}

const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', Result: { answer: 42 }, End: true } } };
const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 3600, End: true } } };

/** A machine whose only state is an activity, and its running execution. */
async function activityExecution(name: string) {
  const { activityArn } = await client.send(new CreateActivityCommand({ name }));
  const definition = {
    StartAt: 'T',
    States: { T: { Type: 'Task', Resource: activityArn, HeartbeatSeconds: 600, End: true } },
  };
  const stateMachineArn = await machine(name, definition);
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '{"n":1}' }));
  const task = await client.send(new GetActivityTaskCommand({ activityArn, workerName: 'w' }));
  return { executionArn, task };
}

describe('with the AWS SDK', () => {
  test('an execution runs to its end', async () => {
    const stateMachineArn = await machine('pass', PASS);
    const { executionArn, startDate } = await client.send(new StartExecutionCommand({ stateMachineArn, name: 'e' }));
    expect(startDate).toBeInstanceOf(Date);
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '{"answer":42}', startDate });
    const { executions } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
    expect(executions).toMatchObject([{ executionArn, status: 'SUCCEEDED' }]);
  });

  test('a history is read page by page', async () => {
    const stateMachineArn = await machine('history', PASS);
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
    const types: (string | undefined)[] = [];
    for await (const { events } of paginateGetExecutionHistory({ client, pageSize: 1 }, { executionArn })) {
      types.push(...(events ?? []).map(({ type }) => type));
    }
    expect(types).toEqual(['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded']);
  });

  test('an Express execution is answered with its result', async () => {
    const stateMachineArn = await machine('express', PASS, 'EXPRESS');
    const result = await client.send(new StartSyncExecutionCommand({ stateMachineArn }));
    expect(result).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"answer":42}',
      billingDetails: { billedMemoryUsedInMB: 64, billedDurationInMilliseconds: 100 },
    });
  });

  test('an execution that waits can be stopped', async () => {
    const stateMachineArn = await machine('wait', WAIT);
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
    const { stopDate } = await client.send(new StopExecutionCommand({ executionArn, error: 'E', cause: 'c' }));
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'ABORTED',
      error: 'E',
      cause: 'c',
      stopDate,
    });
  });

  test('an activity worker gets a task and answers it once', async () => {
    const { executionArn, task } = await activityExecution('success');
    const { taskToken } = task;
    expect(task.input).toBe('{"n":1}');
    await client.send(new SendTaskHeartbeatCommand({ taskToken }));
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"done":true}' }));
    await expect
      .poll(() => client.send(new DescribeExecutionCommand({ executionArn })))
      .toMatchObject({
        status: 'SUCCEEDED',
        output: '{"done":true}',
      });
    const again = { name: 'TaskTimedOut', message: "Task Timed Out: 'Provided task does not exist anymore'" };
    await expect(client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }))).rejects.toMatchObject(again);
    await expect(client.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toMatchObject(again);
    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events?.[3]).toMatchObject({ type: 'ActivityStarted', activityStartedEventDetails: { workerName: 'w' } });
  });

  test('an activity worker reports a failure', async () => {
    const { executionArn, task } = await activityExecution('failure');
    await client.send(new SendTaskFailureCommand({ taskToken: task.taskToken, error: 'E', cause: 'c' }));
    await expect
      .poll(() => client.send(new DescribeExecutionCommand({ executionArn })))
      .toMatchObject({
        status: 'FAILED',
        error: 'E',
        cause: 'c',
      });
  });

  test('errors arrive under their names', async () => {
    const stateMachineArn = 'arn:aws:states:eu-west-1:123456789012:stateMachine:none';
    await expect(client.send(new StartExecutionCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${stateMachineArn}'`,
    });
  });

  test('Express executions are found nowhere', async () => {
    const stateMachineArn = await machine('express-2', PASS, 'EXPRESS');
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
    await expect(client.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'InvalidArn',
      message: "Invalid Arn: 'Resource type not valid in this context: express'",
    });
  });
});
