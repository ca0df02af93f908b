import { parseStateMachineArn } from '../arn/state-machine-arn.ts';
import { validation } from '../errors.ts';
import { operation } from '../operation.ts';
import { arn } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { changeIfThere, findStateMachine } from './stored-state-machine.ts';

/** The machine is DELETING as long as executions run; one that does not exist is deleted with success. */
export const deleteStateMachine = operation(
  'DeleteStateMachine',
  { stateMachineArn: required(arn) },
  async (input, call) => {
    const machine = parseStateMachineArn(input.stateMachineArn);
    if (machine.given !== machine.unqualified) {
      throw validation(`A version or an alias cannot be deleted by this operation: '${machine.given}'`);
    }
    await changeIfThere(call, machine, (document) => ({ ...document, status: 'DELETING' }));
    // Looking at it finishes the deletion if nothing runs.
    await findStateMachine(call, machine);
    return {};
  },
);
