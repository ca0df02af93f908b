import type { JobHandle } from '../../../../lib/asl/machine/snapshot.ts';
import type { JsonObject } from '../../../../lib/asl/json.ts';
import type { ExpectedCall } from './fake-clients.ts';

/** A job of a service: requests and answers as its API has them, the rest as Step Functions shows it. */
interface ServiceJob {
  readonly name: string;
  readonly parameters: JsonObject;
  readonly started: ExpectedCall;
  readonly submitted: JsonObject;
  readonly handle: JobHandle;
  readonly looks: readonly {
    /** The status in the answer. */
    readonly what: string;
    readonly state: 'running' | 'succeeded' | 'failed';
    readonly result?: JsonObject;
    readonly call: ExpectedCall;
  }[];
  readonly stop?: ExpectedCall;
}

const TOKEN = 'key-of-this-attempt';
const REASON = 'Stopped by AWS Step Functions';
const metadata = { SdkHttpMetadata: { HttpStatusCode: 200 }, SdkResponseMetadata: { RequestId: 'r' } };

type Look = ServiceJob['looks'][number];

/** Looks at a job that differ in its status only. */
function looksAt(
  { action, input }: Pick<ExpectedCall, 'action' | 'input'>,
  answer: (status: string) => JsonObject,
  result: (status: string) => JsonObject,
  states: Readonly<Record<string, Look['state']>>,
): readonly Look[] {
  return Object.entries(states).map(([what, state]) => ({
    what,
    state,
    ...(state !== 'running' && { result: result(what) }),
    call: { action, input, answer: answer(what) },
  }));
}

function ecsLook(task: JsonObject, what: string, state: Look['state'], result?: JsonObject): Look {
  const input = { cluster: 'c', tasks: ['arn:task'] };
  return {
    what,
    state,
    ...(result && { result }),
    call: { action: 'describeTasks', input, answer: { tasks: [task] } },
  };
}

const STOPPED = { lastStatus: 'STOPPED', taskArn: 'arn:task' };
const SHOWN = { LastStatus: 'STOPPED', TaskArn: 'arn:task' };

export const JOBS: readonly ServiceJob[] = [
  {
    name: 'ecs:runTask',
    parameters: { TaskDefinition: 'td', Cluster: 'c' },
    started: {
      action: 'runTask',
      input: { taskDefinition: 'td', cluster: 'c', clientToken: TOKEN, startedBy: 'AWS Step Functions' },
      answer: { failures: [], tasks: [{ taskArn: 'arn:task', createdAt: new Date(1_000) }] },
    },
    submitted: { Failures: [], Tasks: [{ TaskArn: 'arn:task', CreatedAt: 1_000 }], ...metadata },
    handle: { TaskArn: 'arn:task', Cluster: 'c' },
    looks: [
      ecsLook({ lastStatus: 'RUNNING', taskArn: 'arn:task' }, 'RUNNING', 'running'),
      ecsLook({ ...STOPPED, containers: [{ exitCode: 0 }] }, 'STOPPED with the exit code 0', 'succeeded', {
        ...SHOWN,
        Containers: [{ ExitCode: 0 }],
      }),
      ecsLook(
        {
          ...STOPPED,
          containers: [
            { exitCode: 0, name: 'a' },
            { exitCode: 1, name: 'b' },
          ],
        },
        'STOPPED with another exit code',
        'failed',
        {
          ...SHOWN,
          Containers: [
            { ExitCode: 0, Name: 'a' },
            { ExitCode: 1, Name: 'b' },
          ],
        },
      ),
      ecsLook({ ...STOPPED, stopCode: 'TaskFailedToStart' }, 'STOPPED without a start', 'failed', {
        ...SHOWN,
        StopCode: 'TaskFailedToStart',
      }),
    ],
    stop: { action: 'stopTask', input: { cluster: 'c', task: 'arn:task', reason: REASON } },
  },
  {
    name: 'batch:submitJob',
    parameters: {
      JobName: 'j',
      JobQueue: 'q',
      JobDefinition: 'd',
      ContainerOverrides: { Environment: [{ Name: 'A', Value: 'b' }] },
    },
    started: {
      action: 'submitJob',
      input: {
        jobName: 'j',
        jobQueue: 'q',
        jobDefinition: 'd',
        containerOverrides: {
          environment: [
            { name: 'A', value: 'b' },
            { name: 'MANAGED_BY_AWS', value: 'STARTED_BY_STEP_FUNCTIONS' },
          ],
        },
      },
      answer: { jobId: '1', jobName: 'j' },
    },
    submitted: { JobId: '1', JobName: 'j', ...metadata },
    handle: { JobId: '1' },
    looks: looksAt(
      { action: 'describeJobs', input: { jobs: ['1'] } },
      (status) => ({ jobs: [{ jobId: '1', status }] }),
      (Status) => ({ JobId: '1', Status }),
      { SUBMITTED: 'running', RUNNING: 'running', SUCCEEDED: 'succeeded', FAILED: 'failed' },
    ),
    stop: { action: 'terminateJob', input: { jobId: '1', reason: REASON } },
  },
  {
    name: 'glue:startJobRun',
    parameters: { JobName: 'j' },
    started: { action: 'startJobRun', input: { JobName: 'j' }, answer: { JobRunId: '1' } },
    submitted: { JobName: 'j', JobRunId: '1', ...metadata },
    handle: { JobName: 'j', JobRunId: '1' },
    looks: looksAt(
      { action: 'getJobRun', input: { JobName: 'j', RunId: '1' } },
      (JobRunState) => ({ JobRun: { Id: '1', JobRunState } }),
      (JobRunState) => ({ Id: '1', JobRunState }),
      {
        RUNNING: 'running',
        STOPPING: 'running',
        SUCCEEDED: 'succeeded',
        STOPPED: 'succeeded',
        FAILED: 'failed',
        TIMEOUT: 'failed',
        ERROR: 'failed',
      },
    ),
    stop: { action: 'batchStopJobRun', input: { JobName: 'j', JobRunIds: ['1'] } },
  },
  {
    name: 'athena:startQueryExecution',
    parameters: { QueryString: 'SELECT 1' },
    started: {
      action: 'startQueryExecution',
      input: { QueryString: 'SELECT 1', ClientRequestToken: TOKEN },
      answer: { QueryExecutionId: '1' },
    },
    submitted: { QueryExecutionId: '1', ...metadata },
    handle: { QueryExecutionId: '1' },
    looks: looksAt(
      { action: 'getQueryExecution', input: { QueryExecutionId: '1' } },
      (State) => ({ QueryExecution: { Status: { State } } }),
      (State) => ({ QueryExecution: { Status: { State } } }),
      { QUEUED: 'running', SUCCEEDED: 'succeeded', FAILED: 'failed', CANCELLED: 'failed' },
    ),
    stop: { action: 'stopQueryExecution', input: { QueryExecutionId: '1' } },
  },
  {
    name: 'codebuild:startBuild',
    parameters: { ProjectName: 'p' },
    started: {
      action: 'startBuild',
      input: { projectName: 'p', idempotencyToken: TOKEN },
      answer: { build: { id: 'p:1' } },
    },
    submitted: { Build: { Id: 'p:1' }, ...metadata },
    handle: { Id: 'p:1' },
    looks: looksAt(
      { action: 'batchGetBuilds', input: { ids: ['p:1'] } },
      (buildStatus) => ({ builds: [{ buildStatus, id: 'p:1' }] }),
      (BuildStatus) => ({ Build: { BuildStatus, Id: 'p:1' } }),
      {
        IN_PROGRESS: 'running',
        SUCCEEDED: 'succeeded',
        FAILED: 'failed',
        FAULT: 'failed',
        TIMED_OUT: 'failed',
        STOPPED: 'failed',
      },
    ),
    stop: { action: 'stopBuild', input: { id: 'p:1' } },
  },
  ...(['startBuildBatch', 'retryBuildBatch'] as const).map((action): ServiceJob => ({
    name: `codebuild:${action}`,
    parameters: action === 'startBuildBatch' ? { ProjectName: 'p' } : { Id: 'p:1' },
    started: {
      action,
      input: { ...(action === 'startBuildBatch' ? { projectName: 'p' } : { id: 'p:1' }), idempotencyToken: TOKEN },
      answer: { buildBatch: { id: 'p:1' } },
    },
    submitted: { BuildBatch: { Id: 'p:1' }, ...metadata },
    handle: { Id: 'p:1' },
    looks: looksAt(
      { action: 'batchGetBuildBatches', input: { ids: ['p:1'] } },
      (buildBatchStatus) => ({ buildBatches: [{ buildBatchStatus, id: 'p:1' }] }),
      (BuildBatchStatus) => ({ BuildBatch: { BuildBatchStatus, Id: 'p:1' } }),
      { IN_PROGRESS: 'running', SUCCEEDED: 'succeeded', FAILED: 'failed' },
    ),
    stop: { action: 'stopBuildBatch', input: { id: 'p:1' } },
  })),
];
