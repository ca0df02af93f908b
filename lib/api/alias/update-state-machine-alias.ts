import { aliasNotFound, stateMachineDeleting, validation } from '../errors.ts';
import { operation } from '../operation.ts';
import { arn, description, routingConfiguration } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { changeIfThere, findStateMachine } from '../state-machine/stored-state-machine.ts';
import { timestamp } from '../timestamp.ts';
import { parseAliasArn } from './alias-arn.ts';
import { routesOf } from './routing.ts';

/** Replaces what is given and keeps the rest. */
export const updateStateMachineAlias = operation(
  'UpdateStateMachineAlias',
  { stateMachineAliasArn: required(arn), description, routingConfiguration },
  async (input, call) => {
    const { machine, name } = parseAliasArn(input.stateMachineAliasArn);
    if (input.description === undefined && input.routingConfiguration === undefined) {
      throw validation(
        'Either the description or the RoutingConfiguration must be specified',
        'MISSING_REQUIRED_PARAMETER',
      );
    }
    const stored = await findStateMachine(call, machine);
    if (stored?.body.aliases.some((alias) => alias.name === name) !== true) throw aliasNotFound(machine.given);
    const routing =
      input.routingConfiguration === undefined ? undefined : await routesOf(call, machine, input.routingConfiguration);

    const updateDate = call.context.clock.now();
    const changes = {
      updateDate,
      ...(input.description === undefined ? {} : { description: input.description }),
      ...(routing === undefined ? {} : { routing }),
    };
    const changed = await changeIfThere(call, machine, (document) => {
      if (document.status === 'DELETING') throw stateMachineDeleting(machine.unqualified);
      if (!document.aliases.some((alias) => alias.name === name)) throw aliasNotFound(machine.given);
      const aliases = document.aliases.map((alias) => (alias.name === name ? { ...alias, ...changes } : alias));
      return { ...document, aliases };
    });
    if (changed === undefined) throw aliasNotFound(machine.given);
    return { updateDate: timestamp(updateDate) };
  },
);
