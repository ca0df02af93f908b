import { createActivity } from './activity/create-activity.ts';
import { deleteActivity } from './activity/delete-activity.ts';
import { describeActivity } from './activity/describe-activity.ts';
import { getActivityTask } from './activity/get-activity-task.ts';
import { listActivities } from './activity/list-activities.ts';
import { createStateMachineAlias } from './alias/create-state-machine-alias.ts';
import { deleteStateMachineAlias } from './alias/delete-state-machine-alias.ts';
import { describeStateMachineAlias } from './alias/describe-state-machine-alias.ts';
import { listStateMachineAliases } from './alias/list-state-machine-aliases.ts';
import { updateStateMachineAlias } from './alias/update-state-machine-alias.ts';
import { unknownOperation } from './errors.ts';
import { describeExecution } from './execution/describe-execution.ts';
import { describeStateMachineForExecution } from './execution/describe-state-machine-for-execution.ts';
import { getExecutionHistory } from './execution/get-execution-history.ts';
import { listExecutions } from './execution/list-executions.ts';
import { redriveExecution } from './execution/redrive-execution.ts';
import { startExecution } from './execution/start-execution.ts';
import { startSyncExecution } from './execution/start-sync-execution.ts';
import { stopExecution } from './execution/stop-execution.ts';
import { describeMapRun } from './map-run/describe-map-run.ts';
import { listMapRuns } from './map-run/list-map-runs.ts';
import { updateMapRun } from './map-run/update-map-run.ts';
import type { Operation } from './operation.ts';
import { createStateMachine } from './state-machine/create-state-machine.ts';
import { deleteStateMachine } from './state-machine/delete-state-machine.ts';
import { describeStateMachine } from './state-machine/describe-state-machine.ts';
import { listStateMachines } from './state-machine/list-state-machines.ts';
import { updateStateMachine } from './state-machine/update-state-machine.ts';
import { validateStateMachineDefinition } from './state-machine/validate-state-machine-definition.ts';
import { listTagsForResource } from './tag/list-tags-for-resource.ts';
import { tagResource } from './tag/tag-resource.ts';
import { untagResource } from './tag/untag-resource.ts';
import { sendTaskFailure } from './task/send-task-failure.ts';
import { sendTaskHeartbeat } from './task/send-task-heartbeat.ts';
import { sendTaskSuccess } from './task/send-task-success.ts';
import { testState } from './test-state/test-state.ts';
import { deleteStateMachineVersion } from './version/delete-state-machine-version.ts';
import { listStateMachineVersions } from './version/list-state-machine-versions.ts';
import { publishStateMachineVersion } from './version/publish-state-machine-version.ts';

/** Every action that Stepyard answers, by name. */
export const OPERATIONS: readonly Operation[] = [
  createActivity,
  createStateMachine,
  createStateMachineAlias,
  deleteActivity,
  deleteStateMachine,
  deleteStateMachineAlias,
  deleteStateMachineVersion,
  describeActivity,
  describeExecution,
  describeMapRun,
  describeStateMachine,
  describeStateMachineAlias,
  describeStateMachineForExecution,
  getActivityTask,
  getExecutionHistory,
  listActivities,
  listExecutions,
  listMapRuns,
  listStateMachineAliases,
  listStateMachineVersions,
  listStateMachines,
  listTagsForResource,
  publishStateMachineVersion,
  redriveExecution,
  sendTaskFailure,
  sendTaskHeartbeat,
  sendTaskSuccess,
  startExecution,
  startSyncExecution,
  stopExecution,
  tagResource,
  testState,
  untagResource,
  updateMapRun,
  updateStateMachine,
  updateStateMachineAlias,
  validateStateMachineDefinition,
];

const BY_ACTION = new Map(OPERATIONS.map((operation) => [operation.action, operation]));

/** The operation of an action's name; UnknownOperationException when there is none. */
export function operationOf(action: string): Operation {
  const found = BY_ACTION.get(action);
  if (found === undefined) throw unknownOperation(`Unknown operation: ${action}`);
  return found;
}
