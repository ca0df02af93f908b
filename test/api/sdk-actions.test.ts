import { paginateListActivities, paginateListStateMachines } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { OPERATIONS } from '../../lib/api/router.ts';
import { PASS, PASS_2, ROLE } from './harness.ts';
import { startSdkServer } from './sdk-server.ts';

/** Every action, through the AWS SDK and over HTTP; the last test counts what the others have called. */
let server: Awaited<ReturnType<typeof startSdkServer>>;
let sfn: typeof server.sfn;
const called = new Set<string>();
const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 3600, End: true } } };

beforeAll(async () => {
  server = await startSdkServer();
  sfn = server.sfn;
  sfn.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        called.add(String(commandName).replace(/Command$/, ''));
        return next(args);
      },
    { step: 'initialize' },
  );
});
afterAll(() => server.close());

async function machine(name: string, definition = PASS, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') {
  const { stateMachineArn = '' } = await sfn.createStateMachine({ name, definition, roleArn: ROLE, type });
  return stateMachineArn;
}

async function execution(stateMachineArn: string, input = '{}') {
  const { executionArn = '' } = await sfn.startExecution({ stateMachineArn, input });
  return executionArn;
}

function becomes(executionArn: string, status: string): Promise<void> {
  return vi.waitFor(async () => {
    expect(await sfn.describeExecution({ executionArn })).toMatchObject({ status });
  });
}

describe('The AWS SDK', () => {
  test('makes state machines, changes, lists and deletes them', async () => {
    const stateMachineArn = await machine('changed');
    const { updateDate } = await sfn.updateStateMachine({ stateMachineArn, definition: PASS_2 });
    expect(updateDate).toBeInstanceOf(Date);
    const described = await sfn.describeStateMachine({ stateMachineArn });
    expect(described).toMatchObject({ name: 'changed', definition: PASS_2, roleArn: ROLE, type: 'STANDARD' });
    await machine('second');
    const names: (string | undefined)[] = [];
    for await (const { stateMachines = [] } of paginateListStateMachines({ client: sfn, pageSize: 1 }, {})) {
      names.push(...stateMachines.map(({ name }) => name));
    }
    expect(names).toEqual(['changed', 'second']);
    await sfn.deleteStateMachine({ stateMachineArn });
    await expect(sfn.describeStateMachine({ stateMachineArn })).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
  });

  test('asks what is wrong with a definition', async () => {
    expect(await sfn.validateStateMachineDefinition({ definition: '{"StartAt":"P"}' })).toMatchObject({
      result: 'FAIL',
      truncated: false,
      diagnostics: [{ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', location: '/' }],
    });
  });

  test('publishes versions and points an alias at them', async () => {
    const stateMachineArn = await machine('versions');
    const { stateMachineVersionArn } = await sfn.publishStateMachineVersion({ stateMachineArn, description: 'one' });
    const weighed = { stateMachineVersionArn, weight: 100 };
    const { stateMachineAliasArn } = await sfn.createStateMachineAlias({
      name: 'live',
      routingConfiguration: [weighed],
    });
    await sfn.updateStateMachineAlias({ stateMachineAliasArn, description: 'the live one' });
    expect(await sfn.describeStateMachineAlias({ stateMachineAliasArn })).toMatchObject({
      name: 'live',
      description: 'the live one',
      routingConfiguration: [weighed],
      updateDate: expect.any(Date) as Date,
    });
    const creationDate = expect.any(Date) as Date;
    expect((await sfn.listStateMachineVersions({ stateMachineArn })).stateMachineVersions).toEqual([
      { stateMachineVersionArn, creationDate },
    ]);
    expect((await sfn.listStateMachineAliases({ stateMachineArn })).stateMachineAliases).toEqual([
      { stateMachineAliasArn, creationDate },
    ]);
    await expect(sfn.deleteStateMachineVersion({ stateMachineVersionArn })).rejects.toMatchObject({
      name: 'ConflictException',
    });
    await sfn.deleteStateMachineAlias({ stateMachineAliasArn });
    await sfn.deleteStateMachineVersion({ stateMachineVersionArn });
  });

  test('puts tags on a state machine and takes them off', async () => {
    const resourceArn = await machine('tagged');
    await sfn.tagResource({
      resourceArn,
      tags: [
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
      ],
    });
    await sfn.untagResource({ resourceArn, tagKeys: ['a'] });
    expect((await sfn.listTagsForResource({ resourceArn })).tags).toEqual([{ key: 'b', value: '2' }]);
  });

  test('follows an execution from its start to its end', async () => {
    const stateMachineArn = await machine('followed');
    const executionArn = await execution(stateMachineArn, '{"n":1.0}');
    await becomes(executionArn, 'SUCCEEDED');
    expect(await sfn.describeExecution({ executionArn })).toMatchObject({ output: '{"n":1.0}' });
    expect(await sfn.describeStateMachineForExecution({ executionArn })).toMatchObject({ definition: PASS });
    const { executions } = await sfn.listExecutions({ stateMachineArn, statusFilter: 'SUCCEEDED' });
    expect(executions).toMatchObject([{ executionArn, startDate: expect.any(Date) as Date }]);
    const { events = [] } = await sfn.getExecutionHistory({ executionArn, reverseOrder: true, maxResults: 1 });
    expect(events).toMatchObject([{ id: 4, type: 'ExecutionSucceeded', timestamp: expect.any(Date) as Date }]);
  });

  test('stops an execution and redrives it', async () => {
    const executionArn = await execution(await machine('stopped', JSON.stringify(WAIT)));
    await sfn.stopExecution({ executionArn });
    const { redriveDate } = await sfn.redriveExecution({ executionArn });
    expect(await sfn.describeExecution({ executionArn })).toMatchObject({
      status: 'RUNNING',
      redriveCount: 1,
      redriveDate,
    });
    await sfn.stopExecution({ executionArn });
  });

  test('runs an Express machine and a state by itself', async () => {
    const stateMachineArn = await machine('express', PASS, 'EXPRESS');
    const answer = { status: 'SUCCEEDED', output: '{"a":1.50}' };
    expect(await sfn.startSyncExecution({ stateMachineArn, input: '{"a":1.50}' })).toMatchObject(answer);
    const definition = '{"Type":"Pass","End":true}';
    expect(await sfn.testState({ definition, input: '{"a":1.50}' })).toMatchObject(answer);
  });

  test('makes activities, works on their tasks and deletes them', async () => {
    const { activityArn = '' } = await sfn.createActivity({ name: 'worked' });
    expect(await sfn.describeActivity({ activityArn })).toMatchObject({ name: 'worked' });
    for await (const { activities } of paginateListActivities({ client: sfn, pageSize: 1 }, {})) {
      expect(activities).toMatchObject([{ activityArn, creationDate: expect.any(Date) as Date }]);
    }
    const definition = { StartAt: 'T', States: { T: { Type: 'Task', Resource: activityArn, End: true } } };
    const stateMachineArn = await machine('worked', JSON.stringify(definition));
    const executions = [await execution(stateMachineArn, '1'), await execution(stateMachineArn, '2')];
    const { taskToken } = await sfn.getActivityTask({ activityArn, workerName: 'w' });
    await sfn.sendTaskHeartbeat({ taskToken });
    await expect(sfn.sendTaskSuccess({ taskToken, output: 'no JSON' })).rejects.toMatchObject({
      name: 'InvalidOutput',
    });
    await sfn.sendTaskSuccess({ taskToken, output: '{}' });
    await expect(sfn.sendTaskSuccess({ taskToken, output: '{}' })).rejects.toMatchObject({ name: 'TaskTimedOut' });
    const second = await sfn.getActivityTask({ activityArn });
    await sfn.sendTaskFailure({ taskToken: second.taskToken, error: 'E' });
    await becomes(executions[0] ?? '', 'SUCCEEDED');
    await becomes(executions[1] ?? '', 'FAILED');
    await sfn.deleteActivity({ activityArn });
    await expect(sfn.describeActivity({ activityArn })).rejects.toMatchObject({ name: 'ActivityDoesNotExist' });
  });

  test('looks at a map run and changes it', async () => {
    const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
    const ItemProcessor = { ProcessorConfig, ...WAIT };
    const definition = { StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor, End: true } } };
    const executionArn = await execution(await machine('mapped', JSON.stringify(definition)), '[1,2]');
    const mapRunArn = await vi.waitFor(async () => {
      const { mapRuns = [] } = await sfn.listMapRuns({ executionArn });
      expect(mapRuns).toHaveLength(1);
      return mapRuns[0]?.mapRunArn;
    });
    await sfn.updateMapRun({ mapRunArn, maxConcurrency: 7, toleratedFailurePercentage: 12.5 });
    expect(await sfn.describeMapRun({ mapRunArn })).toMatchObject({
      status: 'RUNNING',
      maxConcurrency: 7,
      toleratedFailurePercentage: 12.5,
      startDate: expect.any(Date) as Date,
    });
    await sfn.stopExecution({ executionArn });
  });

  test('has called every action', () => {
    expect([...called].sort()).toEqual(OPERATIONS.map(({ action }) => action).sort());
  });
});
