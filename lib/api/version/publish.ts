import type { StateMachineArn } from '../arn/state-machine-arn.ts';
import type { Call } from '../call.ts';
import { quotaExceeded, validation } from '../errors.ts';
import {
  versionPartition,
  versionSort,
  type StateMachineDocument,
  type VersionDocument,
} from '../state-machine/state-machine-document.ts';
import { findVersion } from '../state-machine/stored-state-machine.ts';

const MAX_VERSIONS = 1000;

interface PublishedDocument extends StateMachineDocument {
  readonly publishedVersion: number;
}

export function versionArn(machine: Pick<StateMachineArn, 'unqualified'>, version: number): string {
  return `${machine.unqualified}:${version}`;
}

/**
 * Gives the machine's current revision a version number, unless it has one already. The number is claimed by writing
 * the document; `storeVersion` follows, and does again what a crash in between has left undone.
 */
export function claimVersion(document: StateMachineDocument): PublishedDocument {
  const { publishedVersion } = document;
  if (publishedVersion !== undefined) return document as PublishedDocument;
  const version = document.lastVersion + 1;
  return { ...document, lastVersion: version, publishedVersion: version };
}

/** The document without the note that its current revision is a version. */
export function withoutVersion(document: StateMachineDocument): StateMachineDocument {
  const copy: { publishedVersion?: number } & StateMachineDocument = { ...document };
  delete copy.publishedVersion;
  return copy;
}

/** Stores the version of a claimed number; one that is there stays as it is, description included. */
export async function storeVersion(
  call: Call,
  machine: StateMachineArn,
  document: PublishedDocument,
  description: string | undefined,
): Promise<VersionDocument> {
  const version: VersionDocument = {
    version: document.publishedVersion,
    revision: document.revision,
    creationDate: call.context.clock.now(),
    ...(description === undefined ? {} : { description }),
  };
  const partition = versionPartition(machine);
  const { stored } = await call.context.resources.put(partition, versionSort(version.version), version, 0);
  return stored ? version : ((await findVersion(call, machine, version.version)) ?? version);
}

/** Descriptions belong to versions, so there has to be one. */
export function checkVersionDescription(input: { publish?: boolean; versionDescription?: string }): void {
  if (input.versionDescription !== undefined && input.publish !== true) {
    throw validation('Version description can only be set when publish is true');
  }
}

/** ServiceQuotaExceededException if another version would be one too many. */
export async function checkVersionQuota(
  call: Call,
  machine: StateMachineArn,
  document: StateMachineDocument,
): Promise<void> {
  if (document.publishedVersion !== undefined || document.lastVersion < MAX_VERSIONS) return;
  const versions = await call.context.resources.list(versionPartition(machine), { limit: MAX_VERSIONS });
  if (versions.length >= MAX_VERSIONS) {
    throw quotaExceeded(`A state machine can have at most ${MAX_VERSIONS} versions: '${machine.unqualified}'`);
  }
}
