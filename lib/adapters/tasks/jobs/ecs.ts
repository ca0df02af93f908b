import { isArray, type Json, type JsonObject } from '../../../asl/json.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import type { Failure } from '../integration.ts';
import { endsWith, errorNaming, valueAt, type JobService } from './job-service.ts';

/** `ecs:runTask`: a task of ECS or Fargate. */
export const ECS: JobService = {
  sdk: 'ecs',
  errors: errorNaming('ECS', 'AmazonECS'),
  actions: {
    runTask: {
      parameters: [
        'CapacityProviderStrategy',
        'Cluster',
        'EnableExecuteCommand',
        'Group',
        'LaunchType',
        'NetworkConfiguration',
        'Overrides',
        'PlacementConstraints',
        'PlacementStrategy',
        'PlatformVersion',
        'PropagateTags',
        'Tags',
        'TaskDefinition',
      ],
      clientToken: 'clientToken',
      request: (input) => ({ startedBy: 'AWS Step Functions', ...input }),
      refusal: failureToStart,
      job: {
        answered: { TaskArn: 'Tasks.0.TaskArn' },
        asked: { Cluster: 'Cluster' },
        look: {
          action: 'describeTasks',
          parameters: ({ TaskArn = '', Cluster }) => inCluster(Cluster, { Tasks: [TaskArn] }),
        },
        found: 'Tasks.0',
        status: 'LastStatus',
        ends: endsWith(['STOPPED'], []),
        hasFailed,
        doubt: {
          action: 'describeTaskDefinition',
          parameters: ({ TaskDefinitionArn = null }) => ({ TaskDefinition: TaskDefinitionArn }),
          hasFailed: hasFailedEssentially,
        },
        stop: {
          action: 'stopTask',
          parameters: ({ TaskArn = '', Cluster }) =>
            inCluster(Cluster, { Task: TaskArn, Reason: 'Stopped by AWS Step Functions' }),
        },
      },
    },
  },
};

function inCluster(cluster: Json | undefined, parameters: JsonObject): JsonObject {
  return cluster === undefined ? parameters : { ...parameters, Cluster: cluster };
}

/** A task that ECS had no place for is in the answer all the same. */
function failureToStart(answer: JsonObject): Failure | undefined {
  const { Failures } = answer;
  return isArray(Failures) && Failures.length > 0
    ? { error: 'AmazonECS.Unknown', cause: jsonText({ Failures }) }
    : undefined;
}

/** A container has ended with another code than 0, or none was started. */
function hasFailed(task: JsonObject): boolean {
  return wasNotStarted(task) || failedContainers(task).length > 0;
}

/** Containers that are not essential may end as they like; only the task's definition says which these are. */
function hasFailedEssentially(task: JsonObject, answer: JsonObject): boolean {
  const defined = valueAt(answer, 'TaskDefinition.ContainerDefinitions');
  const others = isArray(defined) ? defined.filter((container) => valueAt(container, 'Essential') === false) : [];
  const names = new Set(others.map((container) => valueAt(container, 'Name')));
  return wasNotStarted(task) || failedContainers(task).some((container) => !names.has(valueAt(container, 'Name')));
}

function wasNotStarted({ StopCode }: JsonObject): boolean {
  return StopCode === 'TaskFailedToStart';
}

function failedContainers({ Containers }: JsonObject): readonly Json[] {
  return isArray(Containers) ? Containers.filter((container) => (valueAt(container, 'ExitCode') ?? 0) !== 0) : [];
}
