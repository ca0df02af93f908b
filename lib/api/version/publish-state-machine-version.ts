import { parseStateMachineArn } from '../arn/state-machine-arn.ts';
import { conflict, stateMachineDeleting, stateMachineDoesNotExist } from '../errors.ts';
import { operation } from '../operation.ts';
import { arn, description, revisionId } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { changeStateMachine } from '../state-machine/stored-state-machine.ts';
import { timestamp } from '../timestamp.ts';
import { checkVersionQuota, claimVersion, storeVersion, versionArn } from './publish.ts';

/** What stands for the revision of a machine that was never updated. */
const INITIAL = 'INITIAL';

export const publishStateMachineVersion = operation(
  'PublishStateMachineVersion',
  { stateMachineArn: required(arn), revisionId, description },
  async (input, call) => {
    const machine = parseStateMachineArn(input.stateMachineArn);
    if (machine.given !== machine.unqualified) throw stateMachineDoesNotExist(machine.given);

    const document = await changeStateMachine(call, machine, async (found) => {
      if (found.status === 'DELETING') throw stateMachineDeleting(machine.given);
      const current = (await call.revisions.get(found.revision)).revisionId ?? INITIAL;
      if (input.revisionId !== undefined && input.revisionId !== current) {
        throw conflict(
          `Failed to publish the State Machine version for revision ${input.revisionId}. ` +
            `The current State Machine revision is ${current}.`,
        );
      }
      await checkVersionQuota(call, machine, found);
      return claimVersion(found);
    });

    const version = await storeVersion(call, machine, claimVersion(document), input.description);
    return {
      creationDate: timestamp(version.creationDate),
      stateMachineVersionArn: versionArn(machine, version.version),
    };
  },
);
