import type { EventId } from '../history/events.ts';
import type { Payload } from '../payload.ts';
import type { TaskCall } from '../states/outcome.ts';
import type { CompiledState } from './compile.ts';
import type { Failure } from './snapshot.ts';
import type { WorkingSet } from './working-set.ts';

/** The events of a Task differ by what it calls: LambdaFunction…, Activity…, or Task… (spec: history). */
export function recordScheduled(set: WorkingSet, state: CompiledState, previous: EventId, call: TaskCall): EventId {
  const { target } = state;
  const resource = resourceOf(state);
  const taskCredentials = call.roleArn === undefined ? undefined : { roleArn: call.roleArn };
  const { parameters, timeoutSeconds: timeoutInSeconds, heartbeatSeconds: heartbeatInSeconds } = call;
  if (target?.kind === 'service') {
    return set.record('TaskScheduled', previous, {
      resourceType: target.resourceType,
      resource: target.resource,
      region: set.facts.region,
      parameters,
      timeoutInSeconds,
      heartbeatInSeconds,
      taskCredentials,
    });
  }
  return target?.kind === 'activity'
    ? set.record('ActivityScheduled', previous, { resource, input: parameters, timeoutInSeconds, heartbeatInSeconds })
    : set.record('LambdaFunctionScheduled', previous, {
        resource,
        input: parameters,
        timeoutInSeconds,
        taskCredentials,
      });
}

export function recordStarted(set: WorkingSet, state: CompiledState, previous: EventId): EventId {
  const { target } = state;
  if (target?.kind !== 'service') return set.record('LambdaFunctionStarted', previous, undefined);
  return set.record('TaskStarted', previous, { resourceType: target.resourceType, resource: target.resource });
}

export function recordSubmitted(set: WorkingSet, state: CompiledState, previous: EventId, output: Payload): EventId {
  const { target } = state;
  if (target?.kind !== 'service') return previous;
  return set.record('TaskSubmitted', previous, {
    resourceType: target.resourceType,
    resource: target.resource,
    output,
  });
}

export function recordSucceeded(set: WorkingSet, state: CompiledState, previous: EventId, output: Payload): EventId {
  const { target } = state;
  if (target?.kind === 'service') {
    const { resourceType, resource } = target;
    return set.record('TaskSucceeded', previous, { resourceType, resource, output });
  }
  return set.record(target?.kind === 'activity' ? 'ActivitySucceeded' : 'LambdaFunctionSucceeded', previous, {
    output,
  });
}

export function recordFailed(set: WorkingSet, state: CompiledState, previous: EventId, failure: Failure): EventId {
  const { target } = state;
  const { error, cause } = failure;
  if (target?.kind === 'service') {
    const { resourceType, resource } = target;
    return set.record('TaskFailed', previous, { resourceType, resource, error, cause });
  }
  return set.record(target?.kind === 'activity' ? 'ActivityFailed' : 'LambdaFunctionFailed', previous, {
    error,
    cause,
  });
}

/** Time-outs and missed heartbeats look alike and have no cause (recorded). */
export function recordTimedOut(set: WorkingSet, state: CompiledState, previous: EventId): EventId {
  const { target } = state;
  const error = 'States.Timeout';
  if (target?.kind === 'service') {
    const { resourceType, resource } = target;
    return set.record('TaskTimedOut', previous, { resourceType, resource, error });
  }
  return set.record(target?.kind === 'activity' ? 'ActivityTimedOut' : 'LambdaFunctionTimedOut', previous, { error });
}

/** What AWS calls a task in texts about its result: the kind of service, or the function itself (recorded). */
export function taskLabel(state: CompiledState): string {
  return state.target?.kind === 'service' ? state.target.resourceType : resourceOf(state);
}

function resourceOf(state: CompiledState): string {
  return state.definition.Type === 'Task' ? state.definition.Resource : '';
}
