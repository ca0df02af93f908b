import { invalidArn, validation } from '../errors.ts';
import { arnPrefix, parseResourceArn } from './resource-arn.ts';

/** What an ARN of a state machine, of one of its versions or of one of its aliases refers to. */
export interface StateMachineArn {
  /** As it was given. */
  readonly given: string;
  /** The state machine's own ARN. */
  readonly unqualified: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
  readonly version?: number;
  readonly alias?: string;
}

/** ARNs with a label (`NAME/LABEL`, a distributed Map inside the machine) are refused: no action here takes them. */
export function parseStateMachineArn(given: string): StateMachineArn {
  const arn = parseResourceArn(given, 'stateMachine');
  const [name = '', qualifier, ...rest] = arn.path;
  if (rest.length > 0) throw invalidArn(`Invalid ARN prefix: ${given}`);
  if (name.includes('/')) {
    throw validation('This operation does not support labeled state machine ARNs', 'API_DOES_NOT_SUPPORT_LABELED_ARNS');
  }
  const unqualified = `${arnPrefix(arn)}:stateMachine:${name}`;
  const machine = { given, unqualified, region: arn.region, account: arn.account, name };
  if (qualifier === undefined) return machine;
  // Digits only are a version's number, anything else is an alias' name.
  return /^\d+$/.test(qualifier) ? { ...machine, version: Number(qualifier) } : { ...machine, alias: qualifier };
}
