import type { StateMachineType } from '../../ports/revision.ts';
import type { StateMachineState } from '../../ports/state-machine.ts';
import type { StateMachineArn } from '../arn/state-machine-arn.ts';

/**
 * What changes about a state machine, stored as one document so that every change is one conditional write.
 * Definition and configuration are in the revision it points to. Times are milliseconds since the epoch.
 */
export interface StateMachineDocument extends StateMachineState {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly type: StateMachineType;
  readonly creationDate: number;
  /** Id of the current revision. */
  readonly revision: string;
  /** Number of the version that was published from the current revision, if one was. */
  readonly publishedVersion?: number;
  /** The highest number any version ever had; numbers are not used again. */
  readonly lastVersion: number;
  /** What CreateStateMachine was asked for, to recognise the same request. */
  readonly creation: { readonly publish: boolean; readonly versionDescription?: string };
  readonly tags: Readonly<Record<string, string>>;
  /** In the order of their creation. */
  readonly aliases: readonly AliasDocument[];
}

export interface AliasDocument {
  readonly name: string;
  /** Grows from alias to alias. */
  readonly order: number;
  readonly description?: string;
  readonly routing: readonly AliasRoute[];
  readonly creationDate: number;
  readonly updateDate: number;
}

export interface AliasRoute {
  readonly version: number;
  readonly revision: string;
  /** Per cent of the executions. */
  readonly weight: number;
}

/** A published version; partition `versions/<state machine ARN>`. */
export interface VersionDocument {
  readonly version: number;
  readonly revision: string;
  readonly description?: string;
  readonly creationDate: number;
}

export function versionPartition(machine: Pick<StateMachineArn, 'unqualified'>): string {
  return `versions/${machine.unqualified}`;
}

const VERSION_DIGITS = 10;

/** Sort keys of versions are in the order of their numbers. */
export function versionSort(version: number): string {
  return String(version).padStart(VERSION_DIGITS, '0');
}
