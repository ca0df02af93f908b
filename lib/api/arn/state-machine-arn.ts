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

/** A state machine, or by its label a distributed Map in it. */
export interface DescribedArn {
  readonly machine: StateMachineArn;
  readonly label?: string;
}

const LABELLED = /^(arn:[^/:]+:states:[^/:]+:[^/:]+:stateMachine:[^/:]+)\/([^/:]+)$/;

/** `NAME/LABEL` is what children of a map run call their state machine; it has neither versions nor aliases. */
export function parseDescribedArn(given: string): DescribedArn {
  const [, unlabelled, label] = LABELLED.exec(given) ?? [];
  if (unlabelled === undefined || label === undefined) return { machine: parseStateMachineArn(given) };
  return { machine: { ...parseStateMachineArn(unlabelled), given }, label };
}

/** ARNs with a label (`NAME/LABEL`, a distributed Map inside the machine) are refused, as most actions do. */
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
