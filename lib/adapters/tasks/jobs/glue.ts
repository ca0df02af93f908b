import { endsWith, errorNaming, type JobService } from './job-service.ts';

/** `glue:startJobRun`. That a run which somebody has stopped is a success is a guess. */
export const GLUE: JobService = {
  sdk: 'glue',
  errors: errorNaming('Glue', 'AWSGlue'),
  actions: {
    startJobRun: {
      parameters: [
        'AllocatedCapacity',
        'Arguments',
        'ExecutionClass',
        'JobName',
        'JobRunId',
        'JobRunQueuingEnabled',
        'MaxCapacity',
        'NotificationProperty',
        'NumberOfWorkers',
        'SecurityConfiguration',
        'Timeout',
        'WorkerType',
      ],
      answer: (answer, { JobName = null }) => ({ JobName, ...answer }),
      job: {
        answered: { JobRunId: 'JobRunId' },
        asked: { JobName: 'JobName' },
        look: {
          action: 'getJobRun',
          parameters: ({ JobName = '', JobRunId = '' }) => ({ JobName, RunId: JobRunId }),
        },
        found: 'JobRun',
        status: 'JobRunState',
        ends: endsWith(['SUCCEEDED', 'STOPPED'], ['FAILED', 'TIMEOUT', 'ERROR', 'EXPIRED']),
        stop: {
          action: 'batchStopJobRun',
          parameters: ({ JobName = '', JobRunId = '' }) => ({ JobName, JobRunIds: [JobRunId] }),
        },
      },
    },
  },
};
