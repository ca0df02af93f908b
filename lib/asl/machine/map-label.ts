import { isDistributed } from '../states/distributed.ts';
import type { CompiledMachine, CompiledState } from './compile.ts';
import { uuidOf } from './uuid-of.ts';

/**
 * What the ARNs of a distributed Map's map runs and children call it: its Label. AWS makes up a UUID for a Map without
 * one, the same for every run of the state.
 * @param stateMachineArn of the execution that the state is in: `…:stateMachine:NAME`, or `…:NAME/LABEL` in a child
 */
export function labelOf(stateMachineArn: string, { definition, name, blocks }: CompiledState<'Map'>): string {
  return definition.Label ?? uuidOf(`${stateMachineArn}/${blocks.join()}/${name}`);
}

/** The distributed Map of a machine that has this label, however deep it is. */
export function labelledMap(
  machine: CompiledMachine,
  stateMachineArn: string,
  label: string,
  block = 0,
): CompiledState<'Map'> | undefined {
  for (const state of machine.blocks[block]?.states.values() ?? []) {
    const own = isMapRun(state) ? labelOf(stateMachineArn, state) : undefined;
    if (own === label && isMapRun(state)) return state;
    // In its children the machine is called by the label.
    const within = own === undefined ? stateMachineArn : `${stateMachineArn.split('/', 1).join()}/${own}`;
    for (const inner of state.blocks) {
      const found = labelledMap(machine, within, label, inner);
      if (found) return found;
    }
  }
  return undefined;
}

function isMapRun(state: CompiledState): state is CompiledState<'Map'> {
  return isDistributed(state.definition);
}
