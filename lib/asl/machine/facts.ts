import type { JsonObject } from '../json.ts';
import type { Payload } from '../payload.ts';
import type { PendId } from './snapshot.ts';

/** What an execution is, from its start to its end; the interpreter reads it for events and the context object. */
export interface ExecutionFacts {
  readonly executionArn: string;
  readonly name: string;
  readonly roleArn: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly stateMachineVersionArn?: string | undefined;
  readonly stateMachineAliasArn?: string | undefined;
  readonly region: string;
  readonly input: Payload;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  /** Absent from the context object of synchronous Express executions. */
  readonly redriveCount: number | undefined;
  /** When it was redriven last, in milliseconds since the epoch. */
  readonly redriveTime?: number | undefined;
  /** The task token of a waiting task; a pure function of its arguments. */
  taskToken(pend: PendId, attempt: number): string;
  /** Ids up to this one; the last event is always the end. Express executions have no such limit. */
  readonly maxEvents: number;
  /** Which activities exist, as far as somebody has looked; absent: all of them do. */
  readonly activities?: ReadonlyMap<string, boolean>;
  /** What a state that is tested sees in the place of the context object that was made. */
  contextObject?(made: JsonObject): JsonObject;
}

/** Nobody has looked yet whether an activity exists. Advancing is pure: look, and advance again. */
export class UnknownActivity extends Error {
  override readonly name = 'UnknownActivity';
  readonly activityArn: string;

  constructor(activityArn: string) {
    super(`Does ${activityArn} exist?`);
    this.activityArn = activityArn;
  }
}
