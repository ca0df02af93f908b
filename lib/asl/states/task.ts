import type { Visit } from '../machine/visit.ts';
import type { Payload } from '../payload.ts';
import type { Outcome } from './outcome.ts';

export function enterTask(visit: Visit<'Task'>): Outcome {
  const { flow } = visit.state;
  return {
    type: 'task',
    timeoutSeconds: flow.taskSeconds(visit, 'TimeoutSeconds'),
    heartbeatSeconds: flow.taskSeconds(visit, 'HeartbeatSeconds'),
    parameters: flow.workInput(visit),
    roleArn: flow.roleArn(visit),
  };
}

export function leaveTask(visit: Visit<'Task'>, result: Payload): Outcome {
  return visit.state.flow.exitWithResult(visit, result);
}
