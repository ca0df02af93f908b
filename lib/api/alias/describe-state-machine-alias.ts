import { aliasNotFound } from '../errors.ts';
import { operation } from '../operation.ts';
import { arn } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { findStateMachine } from '../state-machine/stored-state-machine.ts';
import { timestamp } from '../timestamp.ts';
import { parseAliasArn } from './alias-arn.ts';
import { routingOf } from './routing.ts';

export const describeStateMachineAlias = operation(
  'DescribeStateMachineAlias',
  { stateMachineAliasArn: required(arn) },
  async (input, call) => {
    const { machine, name } = parseAliasArn(input.stateMachineAliasArn);
    const stored = await findStateMachine(call, machine);
    const alias = stored?.body.aliases.find((candidate) => candidate.name === name);
    if (alias === undefined) throw aliasNotFound(machine.given);
    return {
      stateMachineAliasArn: machine.given,
      name,
      description: alias.description,
      routingConfiguration: routingOf(machine, alias),
      creationDate: timestamp(alias.creationDate),
      updateDate: timestamp(alias.updateDate),
    };
  },
);
