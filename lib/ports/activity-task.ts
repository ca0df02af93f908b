/**
 * A task that waits for an activity worker. Stored in the resource store, partition `activity-tasks/<activityArn>`,
 * with a sort key that puts the oldest first and is the same however often the task is queued.
 */
export interface ActivityTask {
  readonly executionArn: string;
  readonly pend: number;
  readonly attempt: number;
  readonly taskToken: string;
  /** JSON text. */
  readonly input: string;
}

export function activityTaskPartition(activityArn: string): string {
  return `activity-tasks/${activityArn}`;
}
