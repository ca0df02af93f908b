import type { RequestInput } from '../optimized/read-parameters.ts';
import { endsWith, errorNaming, type JobService, type JobServiceAction, type TaskInfo } from './job-service.ts';

const MARK = { Key: 'MANAGED_BY_AWS', Value: 'STARTED_BY_STEP_FUNCTIONS' };

/** A job that is waited for says in its tags who has started it. */
function tagged(input: RequestInput, { isSync }: TaskInfo): RequestInput {
  const { Tags = [] } = input as { readonly Tags?: readonly object[] };
  return isSync ? { ...input, Tags: [...Tags, MARK] } : input;
}

/** Jobs are known by names that the definition gives them, so none is started twice. */
function create(kind: string): JobServiceAction {
  const name = `${kind}Name`;
  return {
    request: tagged,
    job: {
      asked: { Name: name },
      look: { action: `describe${kind}`, parameters: ({ Name = '' }) => ({ [name]: Name }) },
      status: `${kind}Status`,
      ends: endsWith(['Completed'], ['Failed', 'Stopped']),
      stop: { action: `stop${kind}`, parameters: ({ Name = '' }) => ({ [name]: Name }) },
    },
  };
}

/** Jobs of SageMaker, and what endpoints are made of. */
export const SAGEMAKER: JobService = {
  sdk: 'sagemaker',
  errors: errorNaming('SageMaker', 'AmazonSageMaker'),
  actions: {
    createTrainingJob: create('TrainingJob'),
    createTransformJob: create('TransformJob'),
    createHyperParameterTuningJob: create('HyperParameterTuningJob'),
    createLabelingJob: create('LabelingJob'),
    createProcessingJob: create('ProcessingJob'),
    createEndpoint: {},
    createEndpointConfig: {},
    createModel: {},
    updateEndpoint: {},
  },
};
