import type { RequestInput } from '../optimized/read-parameters.ts';
import { endsWith, errorNaming, type JobService, type TaskInfo } from './job-service.ts';

/** `batch:submitJob`. */
export const BATCH: JobService = {
  sdk: 'batch',
  errors: errorNaming('Batch', 'AWSBatch'),
  actions: {
    submitJob: {
      parameters: [
        'ArrayProperties',
        'ContainerOverrides',
        'DependsOn',
        'EksPropertiesOverride',
        'JobDefinition',
        'JobName',
        'JobQueue',
        'Parameters',
        'RetryStrategy',
        'SchedulingPriorityOverride',
        'ShareIdentifier',
        'Tags',
        'Timeout',
      ],
      request: markedAsOurs,
      job: {
        answered: { JobId: 'JobId' },
        look: { action: 'describeJobs', parameters: ({ JobId = '' }) => ({ Jobs: [JobId] }) },
        found: 'Jobs.0',
        status: 'Status',
        ends: endsWith(['SUCCEEDED'], ['FAILED']),
        stop: {
          action: 'terminateJob',
          parameters: ({ JobId = '' }) => ({ JobId, Reason: 'Stopped by AWS Step Functions' }),
        },
      },
    },
  },
};

const MARK = { name: 'MANAGED_BY_AWS', value: 'STARTED_BY_STEP_FUNCTIONS' };

interface SubmitJobInput {
  readonly containerOverrides?: { readonly environment?: readonly object[] };
  readonly eksPropertiesOverride?: object;
}

/** A job that is waited for knows from its environment who has started it; one on EKS has no such containers. */
function markedAsOurs(input: RequestInput, { isSync }: TaskInfo): RequestInput {
  const { containerOverrides, eksPropertiesOverride }: SubmitJobInput = input;
  if (!isSync || eksPropertiesOverride) return input;
  const environment = [...(containerOverrides?.environment ?? []), MARK];
  return { ...input, containerOverrides: { ...containerOverrides, environment } };
}
