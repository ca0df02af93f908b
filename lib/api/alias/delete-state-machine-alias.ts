import { operation } from '../operation.ts';
import { arn } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { changeIfThere } from '../state-machine/stored-state-machine.ts';
import { parseAliasArn } from './alias-arn.ts';

/** An alias that does not exist is deleted with success. Executions that it started go on. */
export const deleteStateMachineAlias = operation(
  'DeleteStateMachineAlias',
  { stateMachineAliasArn: required(arn) },
  async (input, call) => {
    const { machine, name } = parseAliasArn(input.stateMachineAliasArn);
    await changeIfThere(call, machine, (document) => {
      const aliases = document.aliases.filter((alias) => alias.name !== name);
      return aliases.length === document.aliases.length ? document : { ...document, aliases };
    });
    return {};
  },
);
