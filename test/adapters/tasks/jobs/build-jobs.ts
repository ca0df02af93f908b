import { looksAt, metadata, TOKEN, type ServiceJob } from './service-job.ts';

/** Jobs that make something. */
export const BUILD_JOBS: readonly ServiceJob[] = [
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
  {
    name: 'mediaconvert:createJob',
    parameters: { Role: 'r', Settings: {}, Tags: { A: 'b' } },
    started: {
      action: 'createJob',
      input: {
        Role: 'r',
        Settings: {},
        Tags: { A: 'b', ManagedByService: 'AWSStepFunctions' },
        ClientRequestToken: TOKEN,
      },
      answer: { Job: { Id: '1' } },
    },
    submitted: { Job: { Id: '1' }, ...metadata },
    handle: { Id: '1' },
    looks: looksAt(
      { action: 'getJob', input: { Id: '1' } },
      (Status) => ({ Job: { Id: '1', Status } }),
      (Status) => ({ Job: { Id: '1', Status } }),
      { PROGRESSING: 'running', COMPLETE: 'succeeded', ERROR: 'failed', CANCELED: 'failed' },
    ),
    stop: { action: 'cancelJob', input: { Id: '1' } },
  },
];
