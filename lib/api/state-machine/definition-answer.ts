import type { Revision } from '../../ports/revision.ts';
import type { includedData } from '../shapes/named-shapes.ts';
import type { ValueOf } from '../shapes/shape.ts';
import { variableReferences } from './variable-references.ts';

/** The members that DescribeStateMachine and DescribeStateMachineForExecution answer about a revision. */
export async function definitionAnswer(
  revision: Revision,
  included: ValueOf<typeof includedData> = 'ALL_DATA',
): Promise<object> {
  const all = included === 'ALL_DATA';
  return {
    definition: all ? revision.definition : '{}',
    roleArn: revision.roleArn,
    loggingConfiguration: revision.loggingConfiguration,
    tracingConfiguration: revision.tracingConfiguration,
    encryptionConfiguration: revision.encryptionConfiguration,
    revisionId: revision.revisionId,
    variableReferences: all ? await variableReferences(revision.definition) : undefined,
  };
}
