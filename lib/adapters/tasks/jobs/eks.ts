import type { JsonObject } from '../../../asl/json.ts';
import type { JobHandle } from '../../../asl/machine/snapshot.ts';
import { endsWith, errorNaming, type JobRules, type JobService, type JobServiceAction } from './job-service.ts';

type Kind = 'Cluster' | 'Nodegroup' | 'FargateProfile';

/** What finds each again, by the names of parameters. */
const FOUND_BY: { readonly [K in Kind]: readonly string[] } = {
  Cluster: ['Name'],
  Nodegroup: ['ClusterName', 'NodegroupName'],
  FargateProfile: ['ClusterName', 'FargateProfileName'],
};

function rules(kind: Kind, ends: JobRules['ends']): JobRules {
  const names = FOUND_BY[kind];
  return {
    asked: Object.fromEntries(names.map((name) => [name, name])),
    look: {
      action: `describe${kind}`,
      parameters: (handle: JobHandle): JsonObject =>
        Object.fromEntries(names.map((name) => [name, handle[name] ?? ''])),
    },
    status: `${kind}.Status`,
    ends,
  };
}

/** Nothing that is being created is given up because nobody waits for it any more. */
function create(kind: Kind, failed: string): JobServiceAction {
  return { clientToken: 'clientRequestToken', job: rules(kind, endsWith(['ACTIVE'], [failed])) };
}

function remove(kind: Kind, failed: string): JobServiceAction {
  return { job: { ...rules(kind, endsWith([], [failed])), gone: 'EKS.ResourceNotFoundException' } };
}

/** Clusters of EKS and what they run on. */
export const EKS: JobService = {
  sdk: 'eks',
  errors: errorNaming('EKS', 'AmazonEKS'),
  actions: {
    createCluster: create('Cluster', 'FAILED'),
    deleteCluster: remove('Cluster', 'FAILED'),
    createNodegroup: create('Nodegroup', 'CREATE_FAILED'),
    deleteNodegroup: remove('Nodegroup', 'DELETE_FAILED'),
    createFargateProfile: create('FargateProfile', 'CREATE_FAILED'),
    deleteFargateProfile: remove('FargateProfile', 'DELETE_FAILED'),
  },
};
