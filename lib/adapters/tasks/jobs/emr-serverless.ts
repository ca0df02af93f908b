import type { JsonObject } from '../../../asl/json.ts';
import type { JobHandle } from '../../../asl/machine/snapshot.ts';
import { endsWith, errorNaming, type JobCall, type JobRules, type JobService } from './job-service.ts';

const application = ({ ApplicationId = '' }: JobHandle): JsonObject => ({ ApplicationId });
const jobRun = ({ ApplicationId = '', JobRunId = '' }: JobHandle): JsonObject => ({ ApplicationId, JobRunId });

const JOB_RUN = { ApplicationId: 'ApplicationId', JobRunId: 'JobRunId' };

/** What an application is to become. */
function applicationRules(ends: JobRules['ends'], undo?: string): JobRules {
  const stop: JobCall | undefined = undo === undefined ? undefined : { action: undo, parameters: application };
  return {
    asked: { ApplicationId: 'ApplicationId' },
    look: { action: 'getApplication', parameters: application },
    status: 'Application.State',
    ends,
    ...(stop && { stop }),
  };
}

function jobRunRules(ends: JobRules['ends']): JobRules {
  return { asked: JOB_RUN, look: { action: 'getJobRun', parameters: jobRun }, status: 'JobRun.State', ends };
}

/** The API says nothing about what was asked of an application. */
function itself(_: JsonObject, { ApplicationId = null }: JsonObject): JsonObject {
  return { ApplicationId };
}

/** EMR Serverless. The forms of what `.sync` comes to are guesses: those of the API. */
export const EMR_SERVERLESS: JobService = {
  sdk: 'emrserverless',
  errors: errorNaming('EmrServerless', 'EmrServerless'),
  withoutMetadata: true,
  actions: {
    createApplication: {
      clientToken: 'clientToken',
      job: {
        ...applicationRules(endsWith(['CREATED', 'STARTED'], ['TERMINATED']), 'deleteApplication'),
        answered: { ApplicationId: 'ApplicationId' },
      },
    },
    startApplication: {
      answer: itself,
      job: applicationRules(endsWith(['STARTED'], ['TERMINATED']), 'stopApplication'),
    },
    stopApplication: { answer: itself, job: applicationRules(endsWith(['STOPPED'], ['TERMINATED'])) },
    deleteApplication: {
      answer: itself,
      job: { ...applicationRules(endsWith(['TERMINATED'], [])), gone: 'EmrServerless.ResourceNotFoundException' },
    },
    startJobRun: {
      clientToken: 'clientToken',
      job: {
        ...jobRunRules(endsWith(['SUCCESS'], ['FAILED', 'CANCELLED'])),
        answered: JOB_RUN,
        stop: { action: 'cancelJobRun', parameters: jobRun },
      },
    },
    cancelJobRun: { job: jobRunRules(endsWith(['CANCELLED'], ['SUCCESS', 'FAILED'])) },
  },
};
