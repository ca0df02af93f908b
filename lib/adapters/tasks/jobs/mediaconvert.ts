import type { RequestInput } from '../optimized/read-parameters.ts';
import { endsWith, errorNaming, type JobService, type TaskInfo } from './job-service.ts';

/** A job that is waited for says in its tags who has started it. */
function tagged(input: RequestInput, { isSync }: TaskInfo): RequestInput {
  const { Tags } = input as { readonly Tags?: object };
  return isSync ? { ...input, Tags: { ...Tags, ManagedByService: 'AWSStepFunctions' } } : input;
}

/** `mediaconvert:createJob`. */
export const MEDIACONVERT: JobService = {
  sdk: 'mediaconvert',
  errors: errorNaming('MediaConvert', 'AWSMediaConvert'),
  actions: {
    createJob: {
      clientToken: 'ClientRequestToken',
      request: tagged,
      job: {
        answered: { Id: 'Job.Id' },
        look: { action: 'getJob', parameters: ({ Id = '' }) => ({ Id }) },
        status: 'Job.Status',
        ends: endsWith(['COMPLETE'], ['ERROR', 'CANCELED']),
        stop: { action: 'cancelJob', parameters: ({ Id = '' }) => ({ Id }) },
      },
    },
  },
};
