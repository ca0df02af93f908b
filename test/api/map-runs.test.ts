import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  DescribeStateMachineForExecutionCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
  SFNClient,
  SendTaskFailureCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateMapRunCommand,
  type ExecutionStatus,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startEmbedded, type Embedded } from '../../lib/adapters/embedded/embedded.ts';
import { ROLE } from './harness.ts';

let server: Embedded;
let client: SFNClient;

beforeAll(async () => {
  server = await startEmbedded({ port: 0, log: () => undefined });
  const credentials = { accessKeyId: '123456789012', secretAccessKey: 'x' };
  client = new SFNClient({ endpoint: server.endpoint, region: 'eu-west-1', credentials });
});
afterAll(async () => {
  client.destroy();
  await server.close();
});

function mapping(state: object, ExecutionType = 'STANDARD', fields: object = {}): string {
  const ItemProcessor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
    StartAt: 'Inner',
    States: { Inner: { ...state, End: true } },
  };
  return JSON.stringify({
    StartAt: 'Each',
    States: { Each: { Type: 'Map', Label: 'Each', ItemProcessor, ...fields, End: true } },
  });
}

async function start(name: string, definition: string, input: unknown): Promise<string> {
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand({ name, definition, roleArn: ROLE }));
  const started = await client.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }));
  return started.executionArn ?? '';
}

async function mapRunOf(executionArn: string): Promise<string> {
  return vi.waitFor(async () => {
    const { mapRuns = [] } = await client.send(new ListMapRunsCommand({ executionArn }));
    expect(mapRuns).toHaveLength(1);
    return mapRuns[0]?.mapRunArn ?? '';
  });
}

function succeeded(executionArn: string): Promise<void> {
  return vi.waitFor(async () => {
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'SUCCEEDED' });
  });
}

describe('a map run that has ended', () => {
  let executionArn: string;
  let mapRunArn: string;
  beforeAll(async () => {
    executionArn = await start('done', mapping({ Type: 'Pass' }), ['a', 'b']);
    await succeeded(executionArn);
    mapRunArn = await mapRunOf(executionArn);
  });

  test('is listed with its execution', async () => {
    const { mapRuns } = await client.send(new ListMapRunsCommand({ executionArn }));
    expect(mapRuns).toEqual([
      {
        executionArn,
        mapRunArn: expect.stringMatching(
          /^arn:aws:states:eu-west-1:123456789012:mapRun:done\/Each:[-0-9a-f]{36}$/,
        ) as string,
        stateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:done/Each',
        startDate: expect.any(Date) as Date,
        stopDate: expect.any(Date) as Date,
      },
    ]);
  });

  test('shows what became of its items', async () => {
    const { itemCounts, executionCounts, ...run } = await client.send(new DescribeMapRunCommand({ mapRunArn }));
    const counts = {
      pending: 0,
      running: 0,
      succeeded: 2,
      failed: 0,
      timedOut: 0,
      aborted: 0,
      total: 2,
      resultsWritten: 2,
    };
    expect(itemCounts).toEqual(counts);
    expect(executionCounts).toEqual(counts);
    expect(run).toMatchObject({
      executionArn,
      status: 'SUCCEEDED',
      maxConcurrency: 0,
      toleratedFailureCount: 0,
      toleratedFailurePercentage: 0,
      redriveCount: 0,
    });
  });

  test('has child executions that can be listed and looked at', async () => {
    const { executions = [] } = await client.send(new ListExecutionsCommand({ mapRunArn, statusFilter: 'SUCCEEDED' }));
    expect(executions).toHaveLength(2);
    expect(executions[0]).toMatchObject({ mapRunArn, itemCount: 1, status: 'SUCCEEDED' });
    const child = executions[0]?.executionArn ?? '';
    const described = await client.send(new DescribeExecutionCommand({ executionArn: child }));
    expect(described).toMatchObject({
      mapRunArn,
      stateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:done/Each',
    });
    const history = await client.send(new GetExecutionHistoryCommand({ executionArn: child }));
    expect(history.events?.map(({ type }) => type)).toContain('PassStateExited');
    const machine = await client.send(new DescribeStateMachineForExecutionCommand({ executionArn: child }));
    expect(machine).toMatchObject({ mapRunArn, label: 'Each' });
  });

  test('keeps its children out of the list of its state machine', async () => {
    const stateMachineArn = 'arn:aws:states:eu-west-1:123456789012:stateMachine:done';
    const { executions } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
    expect(executions?.map((execution) => execution.executionArn)).toEqual([executionArn]);
  });

  test('cannot be changed any more', async () => {
    await expect(client.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 1 }))).rejects.toMatchObject({
      name: 'ValidationException',
      reason: 'CANNOT_UPDATE_COMPLETED_MAP_RUN',
    });
  });
});

test('Express children can be described, though their history is not kept for the API', async () => {
  const executionArn = await start('express', mapping({ Type: 'Pass' }, 'EXPRESS'), [1]);
  await succeeded(executionArn);
  const mapRunArn = await mapRunOf(executionArn);
  const { executions = [] } = await client.send(new ListExecutionsCommand({ mapRunArn }));
  const child = executions[0]?.executionArn ?? '';
  expect(await client.send(new DescribeExecutionCommand({ executionArn: child }))).toMatchObject({ output: '1' });
  await expect(client.send(new GetExecutionHistoryCommand({ executionArn: child }))).rejects.toMatchObject({
    name: 'InvalidArn',
  });
});

test('a running map run starts more children when its MaxConcurrency is raised', async () => {
  const executionArn = await start(
    'raised',
    mapping({ Type: 'Wait', Seconds: 600 }, 'STANDARD', { MaxConcurrency: 1 }),
    [1, 2, 3],
  );
  const mapRunArn = await mapRunOf(executionArn);
  const running = async () => {
    const { itemCounts } = await client.send(new DescribeMapRunCommand({ mapRunArn }));
    return [itemCounts?.pending, itemCounts?.running, itemCounts?.total];
  };
  await expect.poll(running).toEqual([2, 1, 3]);
  await client.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 2 }));
  await expect.poll(running).toEqual([1, 2, 3]);
  await expect(client.send(new UpdateMapRunCommand({ mapRunArn }))).rejects.toMatchObject({
    name: 'ValidationException',
    reason: 'MISSING_REQUIRED_PARAMETER',
  });
  await client.send(new StopExecutionCommand({ executionArn }));
  await expect.poll(async () => (await client.send(new DescribeMapRunCommand({ mapRunArn }))).status).toBe('ABORTED');
});

test('children that wait for their turn in a redrive are PENDING_REDRIVE', async () => {
  const { activityArn = '' } = await client.send(new CreateActivityCommand({ name: 'try' }));
  const fail = async () => {
    const { taskToken } = await client.send(new GetActivityTaskCommand({ activityArn }));
    await client.send(new SendTaskFailureCommand({ taskToken, error: 'Not.Yet' }));
  };
  const fields = { MaxConcurrency: 1, ToleratedFailureCount: 1 };
  const executionArn = await start(
    'pending',
    mapping({ Type: 'Task', Resource: activityArn }, 'STANDARD', fields),
    [1, 2],
  );
  const mapRunArn = await mapRunOf(executionArn);
  const listed = async (statusFilter?: ExecutionStatus) => {
    const { executions = [] } = await client.send(new ListExecutionsCommand({ mapRunArn, statusFilter }));
    return executions.map(({ status }) => status).sort();
  };
  await fail();
  await fail();
  await expect.poll(async () => (await client.send(new DescribeMapRunCommand({ mapRunArn }))).status).toBe('FAILED');
  expect(await listed()).toEqual(['FAILED', 'FAILED']);
  expect(await listed('PENDING_REDRIVE')).toEqual([]);

  await vi.waitFor(() => client.send(new RedriveExecutionCommand({ executionArn })));
  await expect.poll(() => listed()).toEqual(['PENDING_REDRIVE', 'RUNNING']);
  expect(await listed('PENDING_REDRIVE')).toEqual(['PENDING_REDRIVE']);
  expect(await listed('FAILED')).toEqual([]);
  const { itemCounts } = await client.send(new DescribeMapRunCommand({ mapRunArn }));
  expect(itemCounts).toMatchObject({ pendingRedrive: 1, running: 1, failed: 0 });
  const { executions = [] } = await client.send(
    new ListExecutionsCommand({ mapRunArn, statusFilter: 'PENDING_REDRIVE' }),
  );
  const child = executions[0]?.executionArn;
  expect(await client.send(new DescribeExecutionCommand({ executionArn: child }))).toMatchObject({
    status: 'PENDING_REDRIVE',
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'Execution is PENDING_REDRIVE and cannot be redriven',
  });

  await client.send(new StopExecutionCommand({ executionArn }));
  await expect.poll(() => listed()).toEqual(['ABORTED', 'FAILED']);
});

test.each([
  ['DescribeMapRun', (mapRunArn: string) => client.send(new DescribeMapRunCommand({ mapRunArn }))],
  ['UpdateMapRun', (mapRunArn: string) => client.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 1 }))],
  ['ListExecutions', (mapRunArn: string) => client.send(new ListExecutionsCommand({ mapRunArn }))],
])('%s of a map run that is not there is ResourceNotFound', async (_, call) => {
  const arn = 'arn:aws:states:eu-west-1:123456789012:mapRun:m/l:00000000-0000-4000-8000-000000000000';
  await expect(call(arn)).rejects.toMatchObject({ name: 'ResourceNotFound', message: `Resource not found: '${arn}'` });
  await expect(call('arn:aws:states:eu-west-1:123456789012:execution:m:e')).rejects.toMatchObject({
    name: 'InvalidArn',
  });
});
