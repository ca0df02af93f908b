import { endsWith, errorNaming, type JobService } from './job-service.ts';

/** `databrew:startJobRun`. */
export const DATABREW: JobService = {
  sdk: 'databrew',
  errors: errorNaming('DataBrew', 'AWSGlueDataBrew'),
  actions: {
    startJobRun: {
      job: {
        answered: { RunId: 'RunId' },
        asked: { Name: 'Name' },
        look: { action: 'describeJobRun', parameters: ({ Name = '', RunId = '' }) => ({ Name, RunId }) },
        status: 'State',
        ends: endsWith(['SUCCEEDED'], ['FAILED', 'STOPPED', 'TIMEOUT']),
        stop: { action: 'stopJobRun', parameters: ({ Name = '', RunId = '' }) => ({ Name, RunId }) },
      },
    },
  },
};
