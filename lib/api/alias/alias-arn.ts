import { parseStateMachineArn, type StateMachineArn } from '../arn/state-machine-arn.ts';
import { invalidArn } from '../errors.ts';

/** The machine an alias belongs to, and the alias' name; InvalidArn for the ARN of anything else. */
export function parseAliasArn(text: string): { readonly machine: StateMachineArn; readonly name: string } {
  const machine = parseStateMachineArn(text);
  if (machine.alias === undefined) throw invalidArn(`Invalid ARN prefix: ${text}`);
  return { machine, name: machine.alias };
}

export function aliasArn(machine: Pick<StateMachineArn, 'unqualified'>, name: string): string {
  return `${machine.unqualified}:${name}`;
}
