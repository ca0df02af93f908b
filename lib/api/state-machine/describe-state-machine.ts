import { parseDescribedArn, type StateMachineArn } from '../arn/state-machine-arn.ts';
import type { Call } from '../call.ts';
import { stateMachineDoesNotExist } from '../errors.ts';
import { operation } from '../operation.ts';
import { arn, includedData } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { timestamp } from '../timestamp.ts';
import { definitionAnswer } from './definition-answer.ts';
import { labelledRevision } from './labelled-revision.ts';
import type { StateMachineDocument, VersionDocument } from './state-machine-document.ts';
import { findVersion, loadStateMachine } from './stored-state-machine.ts';

/**
 * An alias is answered with the version that gets most of its executions; a labelled ARN with what the children of that
 * Map run (the model says both that it is refused and that it has a label: not confirmed).
 */
export const describeStateMachine = operation(
  'DescribeStateMachine',
  { stateMachineArn: required(arn), includedData },
  async (input, call) => {
    const { machine, label } = parseDescribedArn(input.stateMachineArn);
    const document = await loadStateMachine(call, machine);
    const version = await versionOf(call, machine, document);
    const whole = await call.revisions.get(version?.revision ?? document.revision);
    const revision = label === undefined ? whole : labelledRevision(whole, label);
    if (revision === undefined) throw stateMachineDoesNotExist(machine.given);
    return {
      stateMachineArn: machine.given,
      name: document.name,
      status: document.status,
      type: revision.type,
      creationDate: timestamp(version?.creationDate ?? document.creationDate),
      description: version?.description,
      label,
      ...(await definitionAnswer(revision, input.includedData)),
    };
  },
);

async function versionOf(
  call: Call,
  machine: StateMachineArn,
  document: StateMachineDocument,
): Promise<VersionDocument | undefined> {
  const number = machine.alias === undefined ? machine.version : mostUsedVersion(document, machine.alias);
  if (number === undefined && machine.alias === undefined) return undefined;
  const version = number === undefined ? undefined : await findVersion(call, machine, number);
  if (version === undefined) throw stateMachineDoesNotExist(machine.given);
  return version;
}

function mostUsedVersion(document: StateMachineDocument, aliasName: string): number | undefined {
  const alias = document.aliases.find(({ name }) => name === aliasName);
  return alias?.routing.toSorted((a, b) => b.weight - a.weight)[0]?.version;
}
