import { REVISION_SORT, revisionPartition, type Revision } from '../../ports/revision.ts';
import { ApiError } from '../api-error.ts';
import { parseStateMachineArn } from '../arn/state-machine-arn.ts';
import { stateMachineDeleting, stateMachineDoesNotExist } from '../errors.ts';
import { operation } from '../operation.ts';
import {
  arn,
  definition,
  description,
  encryptionConfiguration,
  loggingConfiguration,
  tracingConfiguration,
} from '../shapes/named-shapes.ts';
import { boolean, required, type InputOf } from '../shapes/shape.ts';
import { timestamp } from '../timestamp.ts';
import {
  checkVersionDescription,
  checkVersionQuota,
  claimVersion,
  storeVersion,
  versionArn,
  withoutVersion,
} from '../version/publish.ts';
import { checkDefinition, checkRoleArn } from './check-definition.ts';
import { configurationOf, sameConfiguration } from './configuration.ts';
import { warnOfUnusedKey } from './encryption.ts';
import { checkLogDestination } from './log-destination.ts';
import { changeStateMachine } from './stored-state-machine.ts';

const members = {
  stateMachineArn: required(arn),
  definition,
  roleArn: arn,
  loggingConfiguration,
  tracingConfiguration,
  publish: boolean,
  versionDescription: description,
  encryptionConfiguration,
};

/** Values that differ from the current ones make a new revision; running executions keep theirs. */
export const updateStateMachine = operation('UpdateStateMachine', members, async (input, call) => {
  const machine = parseStateMachineArn(input.stateMachineArn);
  checkVersionDescription(input);
  checkSomethingToUpdate(input);
  if (machine.given !== machine.unqualified) throw stateMachineDoesNotExist(machine.given);
  if (input.roleArn !== undefined) checkRoleArn(input.roleArn);

  const now = call.context.clock.now();
  const ids = { id: call.context.uuid(), revisionId: call.context.uuid(), createdAt: now };
  let revision: Revision | undefined;
  const document = await changeStateMachine(call, machine, async (found) => {
    if (found.status === 'DELETING') throw stateMachineDeleting(machine.given);
    if (input.definition !== undefined) await checkDefinition(input.definition, found.type);
    const current = await call.revisions.get(found.revision);
    const updated: Revision = { ...current, ...valuesOf(input, current, machine.region), ...ids };
    await checkLogDestination(call.context.findLogGroup, input.loggingConfiguration);
    const same = sameRevision(current, updated);
    revision = same ? current : updated;
    if (!same) await call.context.resources.put(revisionPartition(updated.id), REVISION_SORT, updated);
    const changed = same ? found : { ...withoutVersion(found), revision: updated.id };
    if (input.publish !== true) return changed;
    await checkVersionQuota(call, machine, changed);
    return claimVersion(changed);
  });
  if (input.encryptionConfiguration !== undefined && revision?.id === ids.id) {
    warnOfUnusedKey(call, machine.unqualified, revision.encryptionConfiguration);
  }

  let published: string | undefined;
  if (input.publish === true) {
    const version = await storeVersion(call, machine, claimVersion(document), input.versionDescription);
    published = versionArn(machine, version.version);
  }
  return { updateDate: timestamp(now), revisionId: revision?.revisionId, stateMachineVersionArn: published };
});

function checkSomethingToUpdate(input: InputOf<typeof members>): void {
  const updatable = [
    input.definition,
    input.roleArn,
    input.loggingConfiguration,
    input.tracingConfiguration,
    input.encryptionConfiguration,
  ];
  if (updatable.every((value) => value === undefined)) {
    throw new ApiError(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    );
  }
}

function valuesOf(input: InputOf<typeof members>, current: Revision, region: string) {
  return {
    definition: input.definition ?? current.definition,
    roleArn: input.roleArn ?? current.roleArn,
    ...configurationOf(input, current, region),
  };
}

function sameRevision(a: Revision, b: Revision): boolean {
  return a.definition === b.definition && a.roleArn === b.roleArn && sameConfiguration(a, b);
}
