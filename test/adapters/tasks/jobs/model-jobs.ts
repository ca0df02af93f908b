import { looksAt, metadata, TOKEN, type ServiceJob } from './service-job.ts';

const KINDS = ['TrainingJob', 'TransformJob', 'HyperParameterTuningJob', 'LabelingJob', 'ProcessingJob'];

/** Jobs that train models, or use them. */
export const MODEL_JOBS: readonly ServiceJob[] = [
  ...KINDS.map((kind): ServiceJob => ({
    name: `sagemaker:create${kind}`,
    parameters: { [`${kind}Name`]: 'j', Tags: [{ Key: 'A', Value: 'b' }] },
    started: {
      action: `create${kind}`,
      input: {
        [`${kind}Name`]: 'j',
        Tags: [
          { Key: 'A', Value: 'b' },
          { Key: 'MANAGED_BY_AWS', Value: 'STARTED_BY_STEP_FUNCTIONS' },
        ],
      },
      answer: { [`${kind}Arn`]: 'arn' },
    },
    submitted: { [`${kind}Arn`]: 'arn', ...metadata },
    handle: { Name: 'j' },
    looks: looksAt(
      { action: `describe${kind}`, input: { [`${kind}Name`]: 'j' } },
      (status) => ({ [`${kind}Status`]: status }),
      (status) => ({ [`${kind}Status`]: status }),
      { InProgress: 'running', Stopping: 'running', Completed: 'succeeded', Failed: 'failed', Stopped: 'failed' },
    ),
    stop: { action: `stop${kind}`, input: { [`${kind}Name`]: 'j' } },
  })),
  {
    name: 'bedrock:createModelCustomizationJob',
    parameters: { JobName: 'j' },
    started: {
      action: 'createModelCustomizationJob',
      input: { jobName: 'j', clientRequestToken: TOKEN },
      answer: { jobArn: 'arn' },
    },
    submitted: { JobArn: 'arn' },
    handle: { JobArn: 'arn' },
    looks: looksAt(
      { action: 'getModelCustomizationJob', input: { jobIdentifier: 'arn' } },
      (status) => ({ jobArn: 'arn', status }),
      (Status) => ({ JobArn: 'arn', Status }),
      { InProgress: 'running', Completed: 'succeeded', Failed: 'failed', Stopped: 'failed' },
    ),
    stop: { action: 'stopModelCustomizationJob', input: { jobIdentifier: 'arn' } },
  },
];
