import { endsWith, errorNaming, type JobService } from './job-service.ts';

/** EMR on EKS. The forms of what `.sync` comes to are guesses: those of the API. */
export const EMR_CONTAINERS: JobService = {
  sdk: 'emrcontainers',
  errors: errorNaming('EMRContainers', 'AmazonEMRContainers'),
  actions: {
    createVirtualCluster: { clientToken: 'clientToken' },
    deleteVirtualCluster: {
      job: {
        asked: { Id: 'Id' },
        look: { action: 'describeVirtualCluster', parameters: ({ Id = '' }) => ({ Id }) },
        status: 'VirtualCluster.State',
        ends: endsWith(['TERMINATED'], ['ARRESTED']),
      },
    },
    startJobRun: {
      clientToken: 'clientToken',
      job: {
        answered: { Id: 'Id', VirtualClusterId: 'VirtualClusterId' },
        look: {
          action: 'describeJobRun',
          parameters: ({ Id = '', VirtualClusterId = '' }) => ({ Id, VirtualClusterId }),
        },
        status: 'JobRun.State',
        ends: endsWith(['COMPLETED'], ['FAILED', 'CANCELLED']),
        stop: {
          action: 'cancelJobRun',
          parameters: ({ Id = '', VirtualClusterId = '' }) => ({ Id, VirtualClusterId }),
        },
      },
    },
  },
};
