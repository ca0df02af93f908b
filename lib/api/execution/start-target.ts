import type { Revision } from '../../ports/revision.ts';
import { parseStateMachineArn, type StateMachineArn } from '../arn/state-machine-arn.ts';
import type { Call } from '../call.ts';
import { stateMachineDoesNotExist } from '../errors.ts';
import type { AliasRoute, StateMachineDocument } from '../state-machine/state-machine-document.ts';
import { findVersion, loadActiveStateMachine } from '../state-machine/stored-state-machine.ts';
import { versionArn } from '../version/publish.ts';

/** The revision that a new execution is to run, and how it came to it. */
export interface StartTarget {
  readonly machine: StateMachineArn;
  readonly revision: Revision;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
}

/** Resolves the ARN of a machine (its latest revision), a version, or an alias (a version drawn by the weights). */
export async function resolveStartTarget(call: Call, stateMachineArn: string): Promise<StartTarget> {
  const machine = parseStateMachineArn(stateMachineArn);
  const document = await loadActiveStateMachine(call, machine);
  if (machine.alias !== undefined) {
    const route = drawRoute(document, machine.alias, call.context.random());
    if (route === undefined) throw stateMachineDoesNotExist(machine.given);
    return {
      machine,
      revision: await call.revisions.get(route.revision),
      stateMachineVersionArn: versionArn(machine, route.version),
      stateMachineAliasArn: machine.given,
    };
  }
  if (machine.version !== undefined) {
    const version = await findVersion(call, machine, machine.version);
    if (version === undefined) throw stateMachineDoesNotExist(machine.given);
    return {
      machine,
      revision: await call.revisions.get(version.revision),
      stateMachineVersionArn: versionArn(machine, version.version),
    };
  }
  return { machine, revision: await call.revisions.get(document.revision) };
}

/** @param random in [0, 1) */
function drawRoute(document: StateMachineDocument, aliasName: string, random: number): AliasRoute | undefined {
  const alias = document.aliases.find(({ name }) => name === aliasName);
  let remaining = random * 100;
  return alias?.routing.find((route) => (remaining -= route.weight) < 0);
}
