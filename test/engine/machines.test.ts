import { expect, test } from 'vitest';
import { createMemoryResourceStore } from '../../lib/adapters/memory/resource-store.ts';
import { createMachines } from '../../lib/engine/machines.ts';
import type { Revision } from '../../lib/ports/revision.ts';
import { beginVirtually } from '../asl/machine/virtual-execution.ts';

function revisionOf(definition: string): Revision {
  return {
    id: 'r',
    stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:m',
    name: 'm',
    type: 'STANDARD',
    definition,
    roleArn: 'arn:aws:iam::123456789012:role/r',
    createdAt: 0,
    loggingConfiguration: {},
    tracingConfiguration: {},
    encryptionConfiguration: {},
  };
}

test('a machine gives the numbers of its definition as their author wrote them', async () => {
  const result = '{"one":1.0,"long":12345678901234567890,"huge":1e400}';
  const definition = `{"TimeoutSeconds":60.0,"StartAt":"S","States":{"S":{"Type":"Pass","Result":${result},"End":true}}}`;
  const { compiled } = createMachines(createMemoryResourceStore()).of(revisionOf(definition));
  expect(compiled.timeoutSeconds).toBe(60);
  const { end } = await beginVirtually(compiled, '{}', { stored: true });
  expect(end?.status === 'SUCCEEDED' && end.output.text).toBe(result);
});
