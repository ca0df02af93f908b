import { looksAt, metadata, TOKEN, type Look, type ServiceJob } from './service-job.ts';

function cluster(name: string, states: Readonly<Record<string, Look['state']>>): Pick<ServiceJob, 'handle' | 'looks'> {
  return {
    handle: { ClusterId: 'j-1' },
    looks: looksAt(
      { action: 'describeCluster', input: { ClusterId: 'j-1' } },
      (State) => ({ Cluster: { Name: name, Status: { State } } }),
      (State) => ({ Cluster: { Name: name, Status: { State } }, ClusterId: 'j-1' }),
      states,
    ),
  };
}

const application = { ApplicationId: '1' };

/** What becomes of an application of EMR Serverless. */
function applicationJob(action: string, states: Readonly<Record<string, Look['state']>>, undo?: string): ServiceJob {
  return {
    name: `emr-serverless:${action}`,
    parameters: application,
    started: { action, input: { applicationId: '1' }, answer: {} },
    submitted: application,
    handle: application,
    looks: looksAt(
      { action: 'getApplication', input: { applicationId: '1' } },
      (state) => ({ application: { state } }),
      (State) => ({ Application: { State } }),
      states,
    ),
    ...(undo !== undefined && { stop: { action: undo, input: { applicationId: '1' } } }),
  };
}

const jobRun = { applicationId: '1', jobRunId: '2' };

/** Jobs of EMR, on its own clusters, on EKS and serverless. */
export const EMR_JOBS: readonly ServiceJob[] = [
  {
    name: 'elasticmapreduce:createCluster',
    parameters: { Name: 'c' },
    started: { action: 'runJobFlow', input: { Name: 'c' }, answer: { JobFlowId: 'j-1', ClusterArn: 'arn' } },
    submitted: { ClusterId: 'j-1', ClusterArn: 'arn', ...metadata },
    ...cluster('c', {
      STARTING: 'running',
      RUNNING: 'running',
      WAITING: 'succeeded',
      TERMINATED: 'failed',
      TERMINATED_WITH_ERRORS: 'failed',
    }),
  },
  {
    name: 'elasticmapreduce:terminateCluster',
    parameters: { ClusterId: 'j-1' },
    started: { action: 'terminateJobFlows', input: { JobFlowIds: ['j-1'] }, answer: {} },
    submitted: metadata,
    ...cluster('c', { TERMINATING: 'running', TERMINATED: 'succeeded', TERMINATED_WITH_ERRORS: 'succeeded' }),
  },
  {
    name: 'elasticmapreduce:addStep',
    parameters: { ClusterId: 'j-1', Step: { Name: 's' } },
    started: {
      action: 'addJobFlowSteps',
      input: { JobFlowId: 'j-1', Steps: [{ Name: 's' }] },
      answer: { StepIds: ['s-1'] },
    },
    submitted: { StepId: 's-1', ...metadata },
    handle: { ClusterId: 'j-1', StepId: 's-1' },
    looks: looksAt(
      { action: 'describeStep', input: { ClusterId: 'j-1', StepId: 's-1' } },
      (State) => ({ Step: { Id: 's-1', Status: { State } } }),
      (State) => ({ Step: { Id: 's-1', Status: { State } } }),
      { PENDING: 'running', COMPLETED: 'succeeded', FAILED: 'failed', CANCELLED: 'failed', INTERRUPTED: 'failed' },
    ),
    stop: { action: 'cancelSteps', input: { ClusterId: 'j-1', StepIds: ['s-1'] } },
  },
  {
    name: 'emr-containers:deleteVirtualCluster',
    parameters: { Id: '1' },
    started: { action: 'deleteVirtualCluster', input: { id: '1' }, answer: { id: '1' } },
    submitted: { Id: '1', ...metadata },
    handle: { Id: '1' },
    looks: looksAt(
      { action: 'describeVirtualCluster', input: { id: '1' } },
      (state) => ({ virtualCluster: { state } }),
      (State) => ({ VirtualCluster: { State } }),
      { TERMINATING: 'running', TERMINATED: 'succeeded', ARRESTED: 'failed' },
    ),
  },
  {
    name: 'emr-containers:startJobRun',
    parameters: { VirtualClusterId: '1' },
    started: {
      action: 'startJobRun',
      input: { virtualClusterId: '1', clientToken: TOKEN },
      answer: { id: '2', virtualClusterId: '1' },
    },
    submitted: { Id: '2', ...metadata },
    handle: { Id: '2', VirtualClusterId: '1' },
    looks: looksAt(
      { action: 'describeJobRun', input: { id: '2', virtualClusterId: '1' } },
      (state) => ({ jobRun: { state } }),
      (State) => ({ JobRun: { State } }),
      { RUNNING: 'running', COMPLETED: 'succeeded', FAILED: 'failed', CANCELLED: 'failed' },
    ),
    stop: { action: 'cancelJobRun', input: { id: '2', virtualClusterId: '1' } },
  },
  {
    ...applicationJob(
      'createApplication',
      { CREATING: 'running', CREATED: 'succeeded', STARTED: 'succeeded', TERMINATED: 'failed' },
      'deleteApplication',
    ),
    parameters: { Type: 'SPARK' },
    started: {
      action: 'createApplication',
      input: { type: 'SPARK', clientToken: TOKEN },
      answer: { applicationId: '1' },
    },
  },
  applicationJob(
    'startApplication',
    { CREATED: 'running', STARTED: 'succeeded', TERMINATED: 'failed' },
    'stopApplication',
  ),
  applicationJob('stopApplication', { STARTED: 'running', STOPPED: 'succeeded', TERMINATED: 'failed' }),
  applicationJob('deleteApplication', { STOPPED: 'running', TERMINATED: 'succeeded' }),
  {
    name: 'emr-serverless:startJobRun',
    parameters: { ApplicationId: '1' },
    started: { action: 'startJobRun', input: { applicationId: '1', clientToken: TOKEN }, answer: jobRun },
    submitted: { ApplicationId: '1', JobRunId: '2' },
    handle: { ApplicationId: '1', JobRunId: '2' },
    looks: looksAt(
      { action: 'getJobRun', input: jobRun },
      (state) => ({ jobRun: { state } }),
      (State) => ({ JobRun: { State } }),
      { RUNNING: 'running', SUCCESS: 'succeeded', FAILED: 'failed', CANCELLED: 'failed' },
    ),
    stop: { action: 'cancelJobRun', input: jobRun },
  },
  {
    name: 'emr-serverless:cancelJobRun',
    parameters: { ApplicationId: '1', JobRunId: '2' },
    started: { action: 'cancelJobRun', input: jobRun, answer: jobRun },
    submitted: { ApplicationId: '1', JobRunId: '2' },
    handle: { ApplicationId: '1', JobRunId: '2' },
    looks: looksAt(
      { action: 'getJobRun', input: jobRun },
      (state) => ({ jobRun: { state } }),
      (State) => ({ JobRun: { State } }),
      { CANCELLING: 'running', CANCELLED: 'succeeded', SUCCESS: 'failed', FAILED: 'failed' },
    ),
  },
];
