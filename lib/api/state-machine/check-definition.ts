import { formatInvalidDefinition, validateDefinition } from '../../asl/validate/validate-definition.ts';
import type { StateMachineType } from '../../ports/revision.ts';
import { ApiError } from '../api-error.ts';
import { invalidArn } from '../errors.ts';

/** InvalidDefinition if the text is not the definition of a state machine of this type. */
export function checkDefinition(definition: string, type: StateMachineType): void {
  const { diagnostics } = validateDefinition(definition, type);
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR');
  if (errors.length > 0) throw new ApiError('InvalidDefinition', formatInvalidDefinition(errors));
}

/** Only the form of a role's ARN is checked; nobody assumes the role. */
export function checkRoleArn(roleArn: string): void {
  if (!roleArn.startsWith('arn:')) throw invalidArn(`Invalid ARN prefix: ${roleArn}`);
}
