import { afterEach, describe, expect, test, vi } from 'vitest';
import { createSdkClients } from '../../../../lib/adapters/tasks/aws-sdk/sdk-clients.ts';
import { jobIntegrations } from '../../../../lib/adapters/tasks/jobs/job-integrations.ts';
import type { Json } from '../../../../lib/asl/json.ts';
import type { JobHandle } from '../../../../lib/asl/machine/snapshot.ts';
import { never, taskRequest } from '../task-request.ts';
import { fakeClients, KnownServiceError, UnknownServiceError, type ExpectedCall } from './fake-clients.ts';

function integrationOf(name: string, calls: readonly ExpectedCall[], ownResources: readonly string[] = []) {
  const { clients, sent } = fakeClients(calls);
  const integration = jobIntegrations({ clients, ownResources, lookPausesMs: [100, 200, 300] }).get(name);
  if (!integration) throw new Error(`There is no ${name}.`);
  return { integration, sent };
}

const GLUE = 'arn:aws:states:::glue:startJobRun';
const ECS = 'arn:aws:states:::ecs:runTask';
const { executionArn } = taskRequest(GLUE, {});
const job: JobHandle = { JobName: 'j', JobRunId: '1' };

async function look(call: Partial<ExpectedCall>, looks = 1, handle = job) {
  const expected = { action: 'getJobRun', input: { JobName: 'j', RunId: '1' }, ...call };
  const { jobs } = integrationOf('glue:startJobRun', [expected]).integration;
  return jobs?.look({ executionArn, resource: `${GLUE}.sync`, job: handle }, looks, never());
}

test('without .sync the answer is the result', async () => {
  const { integration } = integrationOf('glue:startJobRun', [
    { action: 'startJobRun', input: { JobName: 'j' }, answer: { JobRunId: '1' } },
  ]);
  const outcome = await integration.call(taskRequest(GLUE, { JobName: 'j' }), never());
  expect(Object.keys(outcome)).toEqual(['output']);
});

test.each(['JobName', 'Jobname'])('the job is found again by a parameter that is spelled %s', async (parameter) => {
  const { integration } = integrationOf('glue:startJobRun', [
    { action: 'startJobRun', input: { JobName: 'j' }, answer: { JobRunId: '1' } },
  ]);
  const outcome = await integration.call(taskRequest(`${GLUE}.sync`, { [parameter]: 'j' }), never());
  expect(outcome).toMatchObject({
    output: expect.stringMatching(/^\{"JobName":"j","JobRunId":"1"/) as string,
    unfinished: { job },
  });
});

describe('a request that is made anew after a crash', () => {
  test.each([
    ['ecs:runTask', 'idempotent'],
    ['codebuild:startBuild', 'idempotent'],
    ['athena:startQueryExecution', 'idempotent'],
    ['athena:getQueryResults', 'readOnly'],
    ['glue:startJobRun', 'atMostOnce'],
    ['batch:submitJob', 'atMostOnce'],
    ['codebuild:stopBuild', 'atMostOnce'],
  ])('%s is %s', (name, callClass) => {
    expect(integrationOf(name, []).integration.callClass).toBe(callClass);
  });
});

describe('the pause before the next look grows', () => {
  test.each([
    [1, 200],
    [2, 300],
    [9, 300],
  ])('after %d looks it is %d ms', async (looks, lookInMs) => {
    expect(await look({ answer: { JobRun: { JobRunState: 'RUNNING' } } }, looks)).toEqual({ job, lookInMs });
  });
});

describe('a look without an answer', () => {
  const notNow = new KnownServiceError('ThrottlingException');

  test.each([
    ['the service has a problem', new UnknownServiceError('Oops')],
    ['it is asked too often', notNow],
    ['it cannot be reached', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
  ])('is repeated when %s', async (_why, error) => {
    expect(await look({ error })).toEqual({ job: { ...job, unanswered: 1 }, lookInMs: 200 });
  });

  test('is repeated when the job is not there yet', async () => {
    expect(await look({ answer: {} })).toEqual({ job: { ...job, unanswered: 1 }, lookInMs: 200 });
  });

  test('is forgotten with the next answer', async () => {
    const answer = { JobRun: { JobRunState: 'RUNNING' } };
    expect(await look({ answer }, 1, { ...job, unanswered: 5 })).toEqual({ job, lookInMs: 200 });
  });

  test('fails the task when it is one of many', async () => {
    const outcome = await look({ error: notNow }, 19, { ...job, unanswered: 19 });
    expect(outcome).toMatchObject({ error: 'Glue.ThrottlingException' });
  });

  test('fails the task when the service refuses it', async () => {
    const outcome = await look({ error: new KnownServiceError('AccessDeniedException') });
    expect(outcome).toMatchObject({ error: 'Glue.AccessDeniedException' });
  });
});

test('a service that does not stop a job says why', async () => {
  const error = new KnownServiceError('AccessDeniedException');
  const { integration } = integrationOf('glue:startJobRun', [
    { action: 'batchStopJobRun', input: { JobName: 'j', JobRunIds: ['1'] }, error },
  ]);
  const stopped = integration.jobs?.stop({ executionArn, resource: `${GLUE}.sync`, job });
  await expect(stopped).rejects.toThrow('Glue.AccessDeniedException: No. (Service: AWSGlue; Status Code: 400');
});

describe('a service that does not answer', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  async function after<T>(ms: number, work: () => Promise<T> | undefined): Promise<T | undefined> {
    vi.useFakeTimers();
    const working = work();
    await vi.advanceTimersByTimeAsync(ms);
    return working;
  }

  const list = { action: 'listInstanceGroups', input: { ClusterId: 'j' } };
  const found = { InstanceGroups: [{ Id: 'b', Name: 'core' }] };
  const InstanceGroups = [{ InstanceCount: 2, InstanceGroupId: 'b' }];
  const change = { action: 'modifyInstanceGroups', input: { ClusterId: 'j', InstanceGroups } };

  test.each<[string, readonly ExpectedCall[]]>([
    ['the first request', [{ ...list, hangs: true }]],
    [
      'the second one',
      [
        { ...list, answer: found },
        { ...change, hangs: true },
      ],
    ],
  ])('fails the call within a turn, by %s', async (_which, calls) => {
    const { integration } = integrationOf('elasticmapreduce:modifyInstanceGroupByName', calls);
    const request = taskRequest('arn:aws:states:::elasticmapreduce:modifyInstanceGroupByName', {
      ClusterId: 'j',
      InstanceGroupName: 'core',
      InstanceGroup: { InstanceCount: 2 },
    });
    const outcome = await after(65_000, () => integration.call(request, never()));
    expect(outcome).toMatchObject({
      error: 'ElasticMapReduce.SdkClientException',
      cause: 'Unable to execute HTTP request: Request aborted',
    });
  });

  test('is looked at again', async () => {
    const outcome = await after(65_000, () => look({ hangs: true }));
    expect(outcome).toEqual({ job: { ...job, unanswered: 1 }, lookInMs: 200 });
  });

  test('does not hold up the execution when it is to stop a job', async () => {
    const input = { JobName: 'j', JobRunIds: ['1'] };
    const { jobs } = integrationOf('glue:startJobRun', [{ action: 'batchStopJobRun', input, hangs: true }]).integration;
    const stopped = after(10_000, () =>
      jobs?.stop({ executionArn, resource: `${GLUE}.sync`, job }).catch((error: unknown) => error),
    );
    expect(await stopped).toMatchObject({ message: expect.stringContaining('Request aborted') as string });
  });
});

describe('a task that ECS does not start', () => {
  const failures = [{ reason: 'RESOURCE:MEMORY' }];
  const input = { taskDefinition: 'td', clientToken: 'key-of-this-attempt', startedBy: 'AWS Step Functions' };
  const run = async (suffix: string): Promise<object> => {
    const { integration } = integrationOf('ecs:runTask', [{ action: 'runTask', input, answer: { failures } }]);
    return integration.call(taskRequest(`${ECS}${suffix}`, { TaskDefinition: 'td' }), never());
  };

  test.each(['.sync', '.waitForTaskToken'])('fails what waits for it with %s', async (suffix) => {
    const cause = '{"Failures":[{"Reason":"RESOURCE:MEMORY"}]}';
    expect(await run(suffix)).toEqual({ error: 'AmazonECS.Unknown', cause });
  });

  test('is in the answer otherwise', async () => {
    expect(await run('')).toMatchObject({ output: expect.stringContaining('RESOURCE:MEMORY') as string });
  });
});

describe('a task of ECS with a container that failed, when its definition cannot be read', () => {
  const stopped = { lastStatus: 'STOPPED', taskDefinitionArn: 'td', containers: [{ name: 'c', exitCode: 1 }] };
  const handle = { TaskArn: 't' };

  async function lookAtTask(error: Error, unanswered: JobHandle = {}) {
    const { jobs } = integrationOf('ecs:runTask', [
      { action: 'describeTasks', input: { tasks: ['t'] }, answer: { tasks: [stopped] } },
      { action: 'describeTaskDefinition', input: { taskDefinition: 'td' }, error },
    ]).integration;
    return jobs?.look({ executionArn, resource: `${ECS}.sync`, job: { ...handle, ...unanswered } }, 1, never());
  }

  test.each<[string, Error, JobHandle, object]>([
    ['is looked at again', new UnknownServiceError('Oops'), {}, { job: { ...handle, unanswered: 1 } }],
    ['fails in the end', new UnknownServiceError('Oops'), { unanswered: 19 }, { error: 'States.TaskFailed' }],
    [
      'fails without permission',
      new KnownServiceError('AccessDeniedException'),
      {},
      { error: 'States.TaskFailed', cause: expect.stringContaining('"ExitCode":1') as string },
    ],
  ])('%s', async (_what, error, unanswered, state) => {
    expect(await lookAtTask(error, unanswered)).toMatchObject(state);
  });
});

describe('nothing is sent', () => {
  const call = { action: 'startJobRun', input: { JobName: 'j', Timeout: 1 } };

  test.each<[string, Readonly<Record<string, Json>>, string]>([
    [
      'with a parameter that Step Functions does not have',
      { JobName: 'j', Role: 'r' },
      'The field "Role" is not supported',
    ],
    ['with a parameter of another type', { JobName: 'j', Timeout: 'x' }, "'Timeout' has an invalid format"],
  ])('%s', async (_what, parameters, problem) => {
    const { integration, sent } = integrationOf('glue:startJobRun', [call]);
    const outcome = await integration.call(taskRequest(GLUE, parameters), never());
    expect(outcome).toMatchObject({ error: 'States.Runtime', cause: expect.stringContaining(problem) as string });
    expect(sent).toEqual([]);
  });

  test('that names what is of Stepyard itself', async () => {
    const { integration, sent } = integrationOf('glue:startJobRun', [call], ['stepyard-table']);
    const outcome = await integration.call(taskRequest(GLUE, { JobName: 'stepyard-table' }), never());
    expect(outcome).toMatchObject({ error: 'Glue.AWSGlueException' });
    expect(sent).toEqual([]);
  });

  test('where the client of the service is not installed', async () => {
    const clients = createSdkClients({ clientFolders: [import.meta.dirname] });
    const integration = jobIntegrations({ clients, ownResources: [], lookPausesMs: [] }).get('glue:startJobRun');
    const outcome = await integration?.call(taskRequest(GLUE, { JobName: 'j' }), never());
    expect(outcome).toMatchObject({
      error: 'Stepyard.SdkClientNotInstalled',
      cause: expect.stringContaining('npm install @aws-sdk/client-glue') as string,
    });
  });
});

describe('EMR has words of its own for', () => {
  test.each<[string, Readonly<Record<string, Json>>, ExpectedCall, Readonly<Record<string, Json>>]>([
    [
      'setClusterTerminationProtection',
      { ClusterId: 'j', TerminationProtected: true },
      { action: 'setTerminationProtection', input: { JobFlowIds: ['j'], TerminationProtected: true }, answer: {} },
      {},
    ],
    [
      'cancelStep',
      { ClusterId: 'j', StepId: 's' },
      {
        action: 'cancelSteps',
        input: { ClusterId: 'j', StepIds: ['s'] },
        answer: { CancelStepsInfoList: [{ Status: 'SUBMITTED', StepId: 's' }] },
      },
      { CancelStepsInfo: { Status: 'SUBMITTED', StepId: 's' } },
    ],
  ])('%s', async (action, parameters, call, answer) => {
    const { integration, sent } = integrationOf(`elasticmapreduce:${action}`, [call]);
    const resource = `arn:aws:states:::elasticmapreduce:${action}`;
    const outcome = await integration.call(taskRequest(resource, parameters), never());
    expect(sent).toEqual([{ action: call.action, input: call.input }]);
    expect(JSON.parse('output' in outcome ? outcome.output : '')).toMatchObject(answer);
  });
});

describe('EMR finds by its name', () => {
  const cases = [
    {
      action: 'modifyInstanceFleetByName',
      parameters: { ClusterId: 'j', InstanceFleetName: 'core', InstanceFleet: { TargetSpotCapacity: 2 } },
      list: { action: 'listInstanceFleets', input: { ClusterId: 'j' } },
      found: {
        InstanceFleets: [
          { Id: 'a', Name: 'other' },
          { Id: 'b', Name: 'core' },
        ],
      },
      change: {
        action: 'modifyInstanceFleet',
        input: { ClusterId: 'j', InstanceFleet: { TargetSpotCapacity: 2, InstanceFleetId: 'b' } },
      },
    },
    {
      action: 'modifyInstanceGroupByName',
      parameters: { ClusterId: 'j', InstanceGroupName: 'core', InstanceGroup: { InstanceCount: 2 } },
      list: { action: 'listInstanceGroups', input: { ClusterId: 'j' } },
      found: {
        InstanceGroups: [
          { Id: 'a', Name: 'other' },
          { Id: 'b', Name: 'core' },
        ],
      },
      change: {
        action: 'modifyInstanceGroups',
        input: { ClusterId: 'j', InstanceGroups: [{ InstanceCount: 2, InstanceGroupId: 'b' }] },
      },
    },
  ];

  test.each(cases)('what $action changes', async ({ action, parameters, list, found, change }) => {
    const { integration, sent } = integrationOf(`elasticmapreduce:${action}`, [{ ...list, answer: found }, change]);
    const resource = `arn:aws:states:::elasticmapreduce:${action}`;
    expect(await integration.call(taskRequest(resource, parameters), never())).toHaveProperty('output');
    expect(sent).toEqual([list, change]);
  });

  test.each(cases)('nothing that is not there, for $action', async ({ action, parameters, list }) => {
    const { integration, sent } = integrationOf(`elasticmapreduce:${action}`, [{ ...list, answer: {} }]);
    const resource = `arn:aws:states:::elasticmapreduce:${action}`;
    expect(await integration.call(taskRequest(resource, parameters), never())).toMatchObject({
      error: 'ElasticMapReduce.AmazonElasticMapReduceException',
      cause: expect.stringMatching(/^There is no Instance(?:Fleet|Group)Name "core"/) as string,
    });
    expect(sent).toEqual([list]);
  });

  test.each(cases)('nothing without its name, for $action', async ({ action }) => {
    const { integration, sent } = integrationOf(`elasticmapreduce:${action}`, []);
    const resource = `arn:aws:states:::elasticmapreduce:${action}`;
    const outcome = await integration.call(taskRequest(resource, { ClusterId: 'j' }), never());
    expect(outcome).toMatchObject({ error: 'States.Runtime' });
    expect(sent).toEqual([]);
  });
});

test.each([
  ['JSON', '{"text":"hi","n":1.0}', '{"Body":{"text":"hi","n":1.0},"ContentType":"c"}'],
  ['a text', 'hi', '{"Body":"hi","ContentType":"c"}'],
])('a model of Bedrock answers with %s', async (_what, body, output) => {
  const { integration } = integrationOf('bedrock:invokeModel', [
    { action: 'invokeModel', input: { modelId: 'm' }, answer: { body: Buffer.from(body), contentType: 'c' } },
  ]);
  const outcome = await integration.call(
    taskRequest('arn:aws:states:::bedrock:invokeModel', { ModelId: 'm' }),
    never(),
  );
  expect(outcome).toEqual({ output });
});

test.each(['Input', 'Output'])('models of Bedrock that are asked with %s are not called', async (parameter) => {
  const { integration, sent } = integrationOf('bedrock:invokeModel', []);
  const parameters = { ModelId: 'm', [parameter]: { S3Uri: 's3://b/k' } };
  const outcome = await integration.call(taskRequest('arn:aws:states:::bedrock:invokeModel', parameters), never());
  expect(outcome).toMatchObject({ error: 'Stepyard.ParameterNotSupported' });
  expect(sent).toEqual([]);
});
