import type { StateTest } from '../../engine/test-state/state-test.ts';
import { arnPrefix } from '../arn/resource-arn.ts';
import type { Call } from '../call.ts';
import { DEFAULT_CONFIGURATION } from '../state-machine/configuration.ts';

/** The Express execution that the state believes to be part of; its ARN ends in its name (recorded). */
export function testedExecution(
  call: Call,
  definition: string,
  input: string,
  roleArn: string,
): Pick<StateTest, 'record' | 'revision'> {
  const machine = call.context.uuid();
  const name = call.context.uuid();
  const now = call.context.clock.now();
  const stateMachineArn = `${arnPrefix(call.caller)}:stateMachine:${machine}`;
  const executionArn = `${arnPrefix(call.caller)}:express:${machine}:${name}`;
  call.about.executionArn = executionArn;
  return {
    record: { executionArn, stateMachineArn, name, revision: machine, input, startDate: now },
    revision: {
      id: machine,
      stateMachineArn,
      name: machine,
      type: 'EXPRESS',
      definition,
      roleArn,
      createdAt: now,
      ...DEFAULT_CONFIGURATION,
    },
  };
}
