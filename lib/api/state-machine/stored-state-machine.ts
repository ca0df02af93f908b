import type { Stored } from '../../ports/resource-store.ts';
import { stateMachinePartition } from '../../ports/state-machine.ts';
import { parseStateMachineArn, type StateMachineArn } from '../arn/state-machine-arn.ts';
import type { Call } from '../call.ts';
import { changeStored } from '../change-stored.ts';
import { stateMachineDeleting, stateMachineDoesNotExist } from '../errors.ts';
import {
  versionPartition,
  versionSort,
  type StateMachineDocument,
  type VersionDocument,
} from './state-machine-document.ts';

const VERSIONS_PER_SWEEP = 100;

/** undefined also for a machine whose deletion has just come to its end. */
export async function findStateMachine(
  call: Call,
  machine: Pick<StateMachineArn, 'account' | 'region' | 'name'>,
): Promise<Stored<StateMachineDocument> | undefined> {
  const stored = await call.context.resources.get<StateMachineDocument>(stateMachinePartition(machine), machine.name);
  if (stored?.body.status !== 'DELETING') return stored;
  return (await finishDeletion(call, stored)) ? undefined : stored;
}

/** StateMachineDoesNotExist names the ARN as it was given. */
export async function loadStateMachine(call: Call, machine: StateMachineArn): Promise<StateMachineDocument> {
  const stored = await findStateMachine(call, machine);
  if (stored === undefined) throw stateMachineDoesNotExist(machine.given);
  return stored.body;
}

/** For actions that need the machine to stay: StateMachineDeleting while it is going. */
export async function loadActiveStateMachine(call: Call, machine: StateMachineArn): Promise<StateMachineDocument> {
  const document = await loadStateMachine(call, machine);
  if (document.status === 'DELETING') throw stateMachineDeleting(machine.given);
  return document;
}

export async function findVersion(
  call: Call,
  machine: Pick<StateMachineArn, 'unqualified'>,
  version: number,
): Promise<VersionDocument | undefined> {
  const stored = await call.context.resources.get<VersionDocument>(versionPartition(machine), versionSort(version));
  return stored?.body;
}

/**
 * Changes a machine's document; `change` throws to refuse and returns its argument to leave everything as it is.
 * undefined when there is no such machine, or not any more.
 */
export function changeIfThere(
  call: Call,
  machine: StateMachineArn,
  change: (document: StateMachineDocument) => StateMachineDocument | Promise<StateMachineDocument>,
): Promise<StateMachineDocument | undefined> {
  return changeStored(call, stateMachinePartition(machine), () => findStateMachine(call, machine), change);
}

/** The same for actions whose error that is: StateMachineDoesNotExist. */
export async function changeStateMachine(
  call: Call,
  machine: StateMachineArn,
  change: (document: StateMachineDocument) => StateMachineDocument | Promise<StateMachineDocument>,
): Promise<StateMachineDocument> {
  const changed = await changeIfThere(call, machine, change);
  if (changed === undefined) throw stateMachineDoesNotExist(machine.given);
  return changed;
}

/** A machine that is being deleted goes when the last of its executions has ended; true if it is gone. */
async function finishDeletion(call: Call, stored: Stored<StateMachineDocument>): Promise<boolean> {
  const { executions, resources } = call.context;
  const machine = parseStateMachineArn(stored.body.stateMachineArn);
  const running = await executions.list({ listedUnder: machine.unqualified, status: 'RUNNING' }, 1);
  if (running.length > 0) return false;
  const versions = versionPartition(machine);
  for (;;) {
    const found = await resources.list<VersionDocument>(versions, { limit: VERSIONS_PER_SWEEP });
    if (found.length === 0) break;
    await Promise.all(found.map(({ sort }) => resources.delete(versions, sort)));
  }
  await resources.delete(stateMachinePartition(machine), machine.name, stored.version);
  return true;
}
