import { looksAt, metadata, TOKEN, type ServiceJob } from './service-job.ts';

/** Jobs that work on data. */
export const DATA_JOBS: readonly ServiceJob[] = [
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
    name: 'databrew:startJobRun',
    parameters: { Name: 'j' },
    started: { action: 'startJobRun', input: { Name: 'j' }, answer: { RunId: '1' } },
    submitted: { RunId: '1', ...metadata },
    handle: { Name: 'j', RunId: '1' },
    looks: looksAt(
      { action: 'describeJobRun', input: { Name: 'j', RunId: '1' } },
      (State) => ({ RunId: '1', State }),
      (State) => ({ RunId: '1', State }),
      { RUNNING: 'running', SUCCEEDED: 'succeeded', FAILED: 'failed', STOPPED: 'failed', TIMEOUT: 'failed' },
    ),
    stop: { action: 'stopJobRun', input: { Name: 'j', RunId: '1' } },
  },
];
