import { parseStateMachineArn } from '../arn/state-machine-arn.ts';
import { conflict, invalidArn } from '../errors.ts';
import { operation } from '../operation.ts';
import { longArn } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { versionPartition, versionSort } from '../state-machine/state-machine-document.ts';
import { changeIfThere } from '../state-machine/stored-state-machine.ts';
import { withoutVersion } from './publish.ts';

/** A version that does not exist is deleted with success. */
export const deleteStateMachineVersion = operation(
  'DeleteStateMachineVersion',
  { stateMachineVersionArn: required(longArn) },
  async (input, call) => {
    const machine = parseStateMachineArn(input.stateMachineVersionArn);
    const { version } = machine;
    if (version === undefined) throw invalidArn(`Invalid ARN prefix: ${machine.given}`);
    // The number is given up before the version goes, so that it is never published a second time.
    const changed = await changeIfThere(call, machine, (document) => {
      const referring = document.aliases
        .filter(({ routing }) => routing.some((route) => route.version === version))
        .map(({ name }) => name);
      if (referring.length > 0) {
        throw conflict(
          'Version to be deleted must not be referenced by an alias. ' +
            `Current list of aliases referencing this version: [${referring.join(', ')}]`,
        );
      }
      return document.publishedVersion === version ? withoutVersion(document) : document;
    });
    if (changed !== undefined) await call.context.resources.delete(versionPartition(machine), versionSort(version));
    return {};
  },
);
