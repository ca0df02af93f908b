import { parseStateMachineArn, type StateMachineArn } from '../arn/state-machine-arn.ts';
import type { Call } from '../call.ts';
import { stateMachineDoesNotExist } from '../errors.ts';
import { operation } from '../operation.ts';
import { arn, includedData } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { timestamp } from '../timestamp.ts';
import { definitionAnswer } from './definition-answer.ts';
import type { StateMachineDocument, VersionDocument } from './state-machine-document.ts';
import { findVersion, loadStateMachine } from './stored-state-machine.ts';

/** An alias is answered with the version that gets most of its executions. */
export const describeStateMachine = operation(
  'DescribeStateMachine',
  { stateMachineArn: required(arn), includedData },
  async (input, call) => {
    const machine = parseStateMachineArn(input.stateMachineArn);
    const document = await loadStateMachine(call, machine);
    const version = await versionOf(call, machine, document);
    const revision = await call.revisions.get(version?.revision ?? document.revision);
    return {
      stateMachineArn: machine.given,
      name: document.name,
      status: document.status,
      type: document.type,
      creationDate: timestamp(version?.creationDate ?? document.creationDate),
      description: version?.description,
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
