import { endsWith, errorNaming, type JobService } from './job-service.ts';

/** Queries of Athena. */
export const ATHENA: JobService = {
  sdk: 'athena',
  errors: errorNaming('Athena', 'AmazonAthena'),
  actions: {
    startQueryExecution: {
      clientToken: 'ClientRequestToken',
      job: {
        answered: { QueryExecutionId: 'QueryExecutionId' },
        look: { action: 'getQueryExecution', parameters: ({ QueryExecutionId = '' }) => ({ QueryExecutionId }) },
        status: 'QueryExecution.Status.State',
        ends: endsWith(['SUCCEEDED'], ['FAILED', 'CANCELLED']),
        stop: { action: 'stopQueryExecution', parameters: ({ QueryExecutionId = '' }) => ({ QueryExecutionId }) },
      },
    },
    stopQueryExecution: {},
    getQueryExecution: {},
    getQueryResults: {},
  },
};
