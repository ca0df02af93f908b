import type { JsonObject } from '../asl/json.ts';

export type StateMachineType = 'STANDARD' | 'EXPRESS';

/**
 * One immutable revision of a state machine: what an execution runs, whatever happens to the machine later.
 * Stored in the resource store, partition `revision/<id>`, sort key `definition`.
 */
export interface Revision {
  /** A UUID of our own; the API's revisionId is `revisionId`. */
  readonly id: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly type: StateMachineType;
  /** The definition as it was sent. */
  readonly definition: string;
  readonly roleArn: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Absent for the first revision (the API's `INITIAL`). */
  readonly revisionId?: string;
  readonly loggingConfiguration: JsonObject;
  readonly tracingConfiguration: JsonObject;
  readonly encryptionConfiguration: JsonObject;
}

export function revisionPartition(id: string): string {
  return `revision/${id}`;
}

export const REVISION_SORT = 'definition';
