import { isArray, isObject, type Json, type JsonObject } from '../../../asl/json.ts';
import type { JobHandle } from '../../../asl/machine/snapshot.ts';
import { boolean, json, string, structure } from '../optimized/parameter-shape.ts';
import type { RequestInput } from '../optimized/read-parameters.ts';
import { endsWith, errorNaming, valueAt, type JobRules, type JobService } from './job-service.ts';

/** What RunJobFlow takes. Steps are added to the cluster by tasks of their own. */
const CLUSTER = [
  'AdditionalInfo',
  'AmiVersion',
  'Applications',
  'AutoScalingRole',
  'AutoTerminationPolicy',
  'BootstrapActions',
  'Configurations',
  'CustomAmiId',
  'EbsRootVolumeIops',
  'EbsRootVolumeSize',
  'EbsRootVolumeThroughput',
  'Instances',
  'JobFlowRole',
  'KerberosAttributes',
  'LogEncryptionKmsKeyId',
  'LogUri',
  'ManagedScalingPolicy',
  'Name',
  'NewSupportedProducts',
  'OsReleaseLabel',
  'PlacementGroupConfigs',
  'ReleaseLabel',
  'RepoUpgradeOnBoot',
  'ScaleDownBehavior',
  'SecurityConfiguration',
  'ServiceRole',
  'StepConcurrencyLevel',
  'SupportedProducts',
  'Tags',
  'VisibleToAllUsers',
];

/** How a cluster is looked at. It is never terminated because nobody waits for it (docs). */
const clusterRules: Omit<JobRules, 'ends'> = {
  look: { action: 'describeCluster', parameters: ({ ClusterId = '' }) => ({ ClusterId }) },
  found: 'Cluster',
  status: 'Status.State',
  output: describedCluster,
};

/** The form is a guess. */
function describedCluster(cluster: JsonObject, { ClusterId = '' }: JobHandle): JsonObject {
  return { Cluster: cluster, ClusterId };
}

/** The API calls a cluster a job flow, and takes many at once. */
function jobFlows({ ClusterId, ...input }: RequestInput): RequestInput {
  return { JobFlowIds: [ClusterId], ...input };
}

/** Groups and fleets of instances have names, which the API does not take. */
function idOf(kind: 'InstanceFleet' | 'InstanceGroup', name: Json | undefined, answer: JsonObject): Json | undefined {
  const all = answer[`${kind}s`];
  return isArray(all)
    ? valueAt(
        all.find((one) => valueAt(one, 'Name') === name),
        'Id',
      )
    : undefined;
}

/** Clusters and steps of EMR, in words of Step Functions' own. */
export const ELASTIC_MAP_REDUCE: JobService = {
  sdk: 'emr',
  errors: errorNaming('ElasticMapReduce', 'AmazonElasticMapReduce'),
  actions: {
    createCluster: {
      api: 'runJobFlow',
      parameters: CLUSTER,
      answer: ({ JobFlowId = null, ...answer }) => ({ ...answer, ClusterId: JobFlowId }),
      job: {
        ...clusterRules,
        answered: { ClusterId: 'ClusterId' },
        ends: endsWith(['WAITING'], ['TERMINATED', 'TERMINATED_WITH_ERRORS']),
      },
    },
    terminateCluster: {
      api: 'terminateJobFlows',
      parameters: structure({ ClusterId: string }, ['ClusterId']),
      request: jobFlows,
      job: {
        ...clusterRules,
        asked: { ClusterId: 'ClusterId' },
        ends: endsWith(['TERMINATED', 'TERMINATED_WITH_ERRORS'], []),
      },
    },
    setClusterTerminationProtection: {
      api: 'setTerminationProtection',
      parameters: structure({ ClusterId: string, TerminationProtected: boolean }, [
        'ClusterId',
        'TerminationProtected',
      ]),
      request: jobFlows,
    },
    addStep: {
      api: 'addJobFlowSteps',
      parameters: structure({ ClusterId: string, ExecutionRoleArn: string, Step: json }, ['ClusterId', 'Step']),
      request: ({ ClusterId, Step, ...input }) => ({ JobFlowId: ClusterId, Steps: [Step], ...input }),
      answer: (answer) => ({ StepId: valueAt(answer, 'StepIds.0') ?? null }),
      job: {
        answered: { StepId: 'StepId' },
        asked: { ClusterId: 'ClusterId' },
        look: { action: 'describeStep', parameters: ({ ClusterId = '', StepId = '' }) => ({ ClusterId, StepId }) },
        status: 'Step.Status.State',
        ends: endsWith(['COMPLETED'], ['FAILED', 'CANCELLED', 'INTERRUPTED']),
        stop: {
          action: 'cancelSteps',
          parameters: ({ ClusterId = '', StepId = '' }) => ({ ClusterId, StepIds: [StepId] }),
        },
      },
    },
    cancelStep: {
      api: 'cancelSteps',
      parameters: structure({ ClusterId: string, StepId: string }, ['ClusterId', 'StepId']),
      request: ({ ClusterId, StepId }) => ({ ClusterId, StepIds: [StepId] }),
      answer: (answer) => ({ CancelStepsInfo: valueAt(answer, 'CancelStepsInfoList.0') ?? null }),
    },
    modifyInstanceFleetByName: {
      api: 'modifyInstanceFleet',
      parameters: structure({ ClusterId: string, InstanceFleetName: string, InstanceFleet: json }, [
        'ClusterId',
        'InstanceFleetName',
        'InstanceFleet',
      ]),
      first: {
        action: 'listInstanceFleets',
        parameters: ({ ClusterId = null }) => ({ ClusterId }),
        request({ ClusterId = null, InstanceFleetName, InstanceFleet = {} }, answer) {
          const InstanceFleetId = idOf('InstanceFleet', InstanceFleetName, answer);
          return InstanceFleetId === undefined || !isObject(InstanceFleet)
            ? undefined
            : { ClusterId, InstanceFleet: { ...InstanceFleet, InstanceFleetId } };
        },
        names: 'InstanceFleetName',
      },
    },
    modifyInstanceGroupByName: {
      api: 'modifyInstanceGroups',
      parameters: structure({ ClusterId: string, InstanceGroupName: string, InstanceGroup: json }, [
        'ClusterId',
        'InstanceGroupName',
        'InstanceGroup',
      ]),
      first: {
        action: 'listInstanceGroups',
        parameters: ({ ClusterId = null }) => ({ ClusterId }),
        request({ ClusterId = null, InstanceGroupName, InstanceGroup = {} }, answer) {
          const InstanceGroupId = idOf('InstanceGroup', InstanceGroupName, answer);
          return InstanceGroupId === undefined || !isObject(InstanceGroup)
            ? undefined
            : { ClusterId, InstanceGroups: [{ ...InstanceGroup, InstanceGroupId }] };
        },
        names: 'InstanceGroupName',
      },
    },
  },
};
