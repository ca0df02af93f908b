import type { Diagnostic } from '../../asl/validate/diagnostic.ts';
import { formatInvalidDefinition, validateDefinition } from '../../asl/validate/validate-definition.ts';
import type { StateMachineType } from '../../ports/revision.ts';
import { ApiError } from '../api-error.ts';
import { invalidArn } from '../errors.ts';
import { examinedExpressions } from './examined-expressions.ts';

/** InvalidDefinition if the text is not the definition of a state machine of this type. */
export async function checkDefinition(definition: string, type: StateMachineType): Promise<void> {
  const examine = await examinedExpressions(definition);
  refuseErrors(validateDefinition(definition, type, examine).diagnostics);
}

/** InvalidDefinition with all the errors among the findings. */
export function refuseErrors(diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR');
  if (errors.length > 0) throw new ApiError('InvalidDefinition', formatInvalidDefinition(errors));
}

/** Only the form of a role's ARN is checked; nobody assumes the role. */
export function checkRoleArn(roleArn: string): void {
  if (!roleArn.startsWith('arn:')) throw invalidArn(`Invalid ARN prefix: ${roleArn}`);
}
