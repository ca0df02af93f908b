import type { JsonObject } from '../../../../lib/asl/json.ts';
import { KnownServiceError } from './fake-clients.ts';
import { looksAt, metadata, REASON, TOKEN, type Look, type ServiceJob } from './service-job.ts';

function ecsLook(task: JsonObject): Pick<Look, 'call'> {
  const input = { cluster: 'c', tasks: ['arn:task'] };
  return { call: { action: 'describeTasks', input, answer: { tasks: [task] } } };
}

const STOPPED = { lastStatus: 'STOPPED', taskDefinitionArn: 'arn:td' };
const SHOWN = { LastStatus: 'STOPPED', TaskDefinitionArn: 'arn:td' };

const containers = [
  { exitCode: 0, name: 'work' },
  { exitCode: 143, name: 'sidecar' },
];
const shownContainers = [
  { ExitCode: 0, Name: 'work' },
  { ExitCode: 143, Name: 'sidecar' },
];

/** The definition of the task, when a container has ended with another code than 0. */
function definition(...containerDefinitions: readonly JsonObject[]): Pick<Look, 'doubt'> {
  const answer = { taskDefinition: { containerDefinitions } };
  return { doubt: { action: 'describeTaskDefinition', input: { taskDefinition: 'arn:td' }, answer } };
}

/** Something of EKS that is created or deleted. */
function eks(verb: 'create' | 'delete', kind: string, id: JsonObject, shown: JsonObject, failed: string): ServiceJob {
  const member = kind.charAt(0).toLowerCase() + kind.slice(1);
  const look = { action: `describe${kind}`, input: id };
  const isCreated = verb === 'create';
  const gone: Look = {
    what: 'gone',
    state: isCreated ? 'running' : 'succeeded',
    result: {},
    call: { ...look, error: new KnownServiceError('ResourceNotFoundException') },
  };
  return {
    name: `eks:${verb}${kind}`,
    parameters: shown,
    started: {
      action: `${verb}${kind}`,
      input: isCreated ? { ...id, clientRequestToken: TOKEN } : id,
      answer: { [member]: { status: 'CHANGING' } },
    },
    submitted: { [kind]: { Status: 'CHANGING' }, ...metadata },
    handle: shown as ServiceJob['handle'],
    looks: [
      ...looksAt(
        look,
        (status) => ({ [member]: { status } }),
        (Status) => ({ [kind]: { Status } }),
        {
          [isCreated ? 'CREATING' : 'DELETING']: 'running',
          ...(isCreated && { ACTIVE: 'succeeded' }),
          [failed]: 'failed',
        },
      ),
      ...(isCreated ? [] : [gone]),
    ],
  };
}

/** Jobs that are containers, and clusters to run them on. */
export const CONTAINER_JOBS: readonly ServiceJob[] = [
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
      { what: 'RUNNING', state: 'running', ...ecsLook({ lastStatus: 'RUNNING' }) },
      {
        what: 'STOPPED with the exit code 0',
        state: 'succeeded',
        ...ecsLook({ ...STOPPED, containers: [{ exitCode: 0 }] }),
        result: { ...SHOWN, Containers: [{ ExitCode: 0 }] },
      },
      {
        what: 'STOPPED with another exit code of a container that is not essential',
        state: 'succeeded',
        ...ecsLook({ ...STOPPED, containers }),
        ...definition({ essential: true, name: 'work' }, { essential: false, name: 'sidecar' }),
        result: { ...SHOWN, Containers: shownContainers },
      },
      {
        what: 'STOPPED with another exit code of an essential container',
        state: 'failed',
        ...ecsLook({ ...STOPPED, containers }),
        ...definition({ essential: false, name: 'work' }, { essential: true, name: 'sidecar' }),
        result: { ...SHOWN, Containers: shownContainers },
      },
      {
        what: 'STOPPED with another exit code of nobody knows what',
        state: 'failed',
        ...ecsLook({ ...STOPPED, containers }),
        doubt: {
          action: 'describeTaskDefinition',
          input: { taskDefinition: 'arn:td' },
          error: new KnownServiceError('AccessDeniedException'),
        },
        result: { ...SHOWN, Containers: shownContainers },
      },
      {
        what: 'STOPPED without a start',
        state: 'failed',
        ...ecsLook({ ...STOPPED, stopCode: 'TaskFailedToStart' }),
        ...definition(),
        result: { ...SHOWN, StopCode: 'TaskFailedToStart' },
      },
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
  eks('create', 'Cluster', { name: 'c' }, { Name: 'c' }, 'FAILED'),
  eks('delete', 'Cluster', { name: 'c' }, { Name: 'c' }, 'FAILED'),
  eks(
    'create',
    'Nodegroup',
    { clusterName: 'c', nodegroupName: 'n' },
    { ClusterName: 'c', NodegroupName: 'n' },
    'CREATE_FAILED',
  ),
  eks(
    'delete',
    'Nodegroup',
    { clusterName: 'c', nodegroupName: 'n' },
    { ClusterName: 'c', NodegroupName: 'n' },
    'DELETE_FAILED',
  ),
  eks(
    'create',
    'FargateProfile',
    { clusterName: 'c', fargateProfileName: 'f' },
    { ClusterName: 'c', FargateProfileName: 'f' },
    'CREATE_FAILED',
  ),
  eks(
    'delete',
    'FargateProfile',
    { clusterName: 'c', fargateProfileName: 'f' },
    { ClusterName: 'c', FargateProfileName: 'f' },
    'DELETE_FAILED',
  ),
];
