import { REVISION_SORT, revisionPartition, type Revision } from '../../ports/revision.ts';
import { stateMachinePartition } from '../../ports/state-machine.ts';
import { arnPrefix } from '../arn/resource-arn.ts';
import { checkName } from '../arn/resource-name.ts';
import { parseStateMachineArn, type StateMachineArn } from '../arn/state-machine-arn.ts';
import type { Call } from '../call.ts';
import { stateMachineAlreadyExists, stateMachineDeleting } from '../errors.ts';
import { operation } from '../operation.ts';
import {
  arn,
  definition,
  description,
  encryptionConfiguration,
  loggingConfiguration,
  name,
  stateMachineType,
  tags,
  tracingConfiguration,
} from '../shapes/named-shapes.ts';
import { boolean, required, type InputOf } from '../shapes/shape.ts';
import { checkRoomFor } from '../quotas/check-room-for.ts';
import { addTags } from '../tag/tag-set.ts';
import { timestamp } from '../timestamp.ts';
import { checkVersionDescription, claimVersion, storeVersion, versionArn } from '../version/publish.ts';
import { checkDefinition, checkRoleArn } from './check-definition.ts';
import { configurationOf, DEFAULT_CONFIGURATION, sameConfiguration } from './configuration.ts';
import { warnOfUnusedKey } from './encryption.ts';
import { checkLogDestination } from './log-destination.ts';
import type { StateMachineDocument } from './state-machine-document.ts';
import { findStateMachine } from './stored-state-machine.ts';

const members = {
  name: required(name),
  definition: required(definition),
  roleArn: required(arn),
  type: stateMachineType,
  loggingConfiguration,
  tags,
  tracingConfiguration,
  publish: boolean,
  versionDescription: description,
  encryptionConfiguration,
};

/** The same request again is answered as the first one was; another one for the name is StateMachineAlreadyExists. */
export const createStateMachine = operation('CreateStateMachine', members, async (input, call) => {
  checkVersionDescription(input);
  checkName(input.name);
  checkRoleArn(input.roleArn);
  const machine = parseStateMachineArn(`${arnPrefix(call.caller)}:stateMachine:${input.name}`);
  const revision = revisionOf(input, machine, call);
  await checkDefinition(revision.definition, revision.type);
  await checkLogDestination(call.context.findLogGroup, input.loggingConfiguration);

  const created = documentOf(input, machine, revision);
  const { resources } = call.context;
  const partition = stateMachinePartition(machine);
  for (;;) {
    const existing = (await findStateMachine(call, machine))?.body;
    if (existing !== undefined) {
      await checkSame(call, existing, revision, created);
      return answer(call, machine, existing);
    }
    await checkRoomFor(call, 'stateMachines', partition);
    await resources.put(revisionPartition(revision.id), REVISION_SORT, revision);
    if ((await resources.put(partition, machine.name, created, 0)).stored) {
      warnOfUnusedKey(call, machine.unqualified, revision.encryptionConfiguration);
      return answer(call, machine, created);
    }
    await resources.delete(revisionPartition(revision.id), REVISION_SORT);
  }
});

function revisionOf(input: InputOf<typeof members>, machine: StateMachineArn, call: Call): Revision {
  return {
    id: call.context.uuid(),
    stateMachineArn: machine.unqualified,
    name: input.name,
    type: input.type ?? 'STANDARD',
    definition: input.definition,
    roleArn: input.roleArn,
    createdAt: call.context.clock.now(),
    ...configurationOf(input, DEFAULT_CONFIGURATION, machine.region),
  };
}

function documentOf(
  input: InputOf<typeof members>,
  machine: StateMachineArn,
  revision: Revision,
): StateMachineDocument {
  const publish = input.publish === true;
  const document: StateMachineDocument = {
    stateMachineArn: machine.unqualified,
    name: machine.name,
    type: revision.type,
    status: 'ACTIVE',
    creationDate: revision.createdAt,
    revision: revision.id,
    lastVersion: 0,
    creation: {
      publish,
      ...(input.versionDescription === undefined ? {} : { versionDescription: input.versionDescription }),
    },
    tags: addTags(machine.unqualified, {}, input.tags),
    aliases: [],
  };
  return publish ? claimVersion(document) : document;
}

/** An error unless the document that is there already came from an equal request. Role and tags do not count. */
async function checkSame(
  call: Call,
  document: StateMachineDocument,
  revision: Revision,
  created: StateMachineDocument,
): Promise<void> {
  if (document.status === 'DELETING') throw stateMachineDeleting(document.stateMachineArn);
  const current = await call.revisions.get(document.revision);
  const same =
    current.definition === revision.definition &&
    current.type === revision.type &&
    sameConfiguration(current, revision) &&
    document.creation.publish === created.creation.publish &&
    document.creation.versionDescription === created.creation.versionDescription;
  if (!same) throw stateMachineAlreadyExists(document.stateMachineArn);
}

const FIRST_VERSION = 1;

async function answer(call: Call, machine: StateMachineArn, document: StateMachineDocument): Promise<object> {
  const { creation } = document;
  if (creation.publish && document.publishedVersion === FIRST_VERSION) {
    await storeVersion(call, machine, claimVersion(document), creation.versionDescription);
  }
  return {
    stateMachineArn: machine.unqualified,
    creationDate: timestamp(document.creationDate),
    stateMachineVersionArn: creation.publish ? versionArn(machine, FIRST_VERSION) : undefined,
  };
}
