import { conflict, aliasNotFound, quotaExceeded, stateMachineDeleting } from '../errors.ts';
import { operation } from '../operation.ts';
import { characterRestrictedName, description, routingConfiguration } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import type { AliasDocument } from '../state-machine/state-machine-document.ts';
import { changeIfThere, findStateMachine } from '../state-machine/stored-state-machine.ts';
import { timestamp } from '../timestamp.ts';
import { aliasArn } from './alias-arn.ts';
import { machineOfRouting, routesOf } from './routing.ts';

const MAX_ALIASES = 100;

/** The same request again is answered as the first one was. */
export const createStateMachineAlias = operation(
  'CreateStateMachineAlias',
  { description, name: required(characterRestrictedName), routingConfiguration: required(routingConfiguration) },
  async (input, call) => {
    const machine = machineOfRouting(input.routingConfiguration);
    if ((await findStateMachine(call, machine)) === undefined) throw aliasNotFound(machine.unqualified);
    const routing = await routesOf(call, machine, input.routingConfiguration);

    const now = call.context.clock.now();
    const document = await changeIfThere(call, machine, (found) => {
      if (found.status === 'DELETING') throw stateMachineDeleting(machine.unqualified);
      const alias: AliasDocument = {
        name: input.name,
        order: (found.aliases.at(-1)?.order ?? 0) + 1,
        ...(input.description === undefined ? {} : { description: input.description }),
        routing,
        creationDate: now,
        updateDate: now,
      };
      const existing = found.aliases.find(({ name }) => name === alias.name);
      if (existing !== undefined) {
        if (sameAlias(existing, alias)) return found;
        throw conflict(
          'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
        );
      }
      if (found.aliases.length >= MAX_ALIASES) {
        throw quotaExceeded(`A state machine can have at most ${MAX_ALIASES} aliases: '${machine.unqualified}'`);
      }
      return { ...found, aliases: [...found.aliases, alias] };
    });
    if (document === undefined) throw aliasNotFound(machine.unqualified);
    const created = document.aliases.find(({ name }) => name === input.name);
    return {
      stateMachineAliasArn: aliasArn(machine, input.name),
      creationDate: timestamp(created?.creationDate ?? now),
    };
  },
);

function sameAlias(a: AliasDocument, b: AliasDocument): boolean {
  const weights = new Map(a.routing.map(({ version, weight }) => [version, weight]));
  return (
    a.description === b.description &&
    a.routing.length === b.routing.length &&
    b.routing.every(({ version, weight }) => weights.get(version) === weight)
  );
}
