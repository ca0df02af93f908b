import { compile, type CompiledMachine, type CompiledState } from '../../asl/machine/compile.ts';
import { validateDefinition, validateState } from '../../asl/validate/validate-definition.ts';
import { TESTED_STATE } from '../../engine/test-state/tested-snapshot.ts';
import { validation } from '../errors.ts';
import { refuseErrors } from '../state-machine/check-definition.ts';
import { examinedExpressions } from '../state-machine/examined-expressions.ts';

/** A state and what the definition around it says of it. */
export interface TestedState {
  readonly state: CompiledState;
  /** Is it run for every item of a Map? */
  readonly isInMap: boolean;
  /** Names of the states within it: of a Map's item processor, of a Parallel state's branches. */
  readonly inner: ReadonlySet<string>;
}

/**
 * The state to be tested: the definition itself or, by its name, one of the states of a whole machine, however deep.
 * InvalidDefinition if the definition is none, ValidationException if it has no such state.
 */
export async function testedState(text: string, name: string | undefined): Promise<TestedState> {
  const examine = await examinedExpressions(text);
  const { definition, diagnostics } =
    name === undefined ? validateState(text, TESTED_STATE, examine) : validateDefinition(text, 'STANDARD', examine);
  refuseErrors(diagnostics);
  const machine = definition && compile(definition);
  const block = machine?.blocks.findIndex(({ states }) => states.has(name ?? TESTED_STATE)) ?? -1;
  const state = machine?.blocks[block]?.states.get(name ?? TESTED_STATE);
  if (machine === undefined || state === undefined) throw validation('State not found in definition');
  return { state, isInMap: isWithinMap(machine, block), inner: new Set(innerNames(machine, state)) };
}

function isWithinMap(machine: CompiledMachine, block: number): boolean {
  for (const [outer, { states }] of machine.blocks.entries()) {
    const owner = [...states.values()].find(({ blocks }) => blocks.includes(block));
    if (owner) return owner.type === 'Map' || isWithinMap(machine, outer);
  }
  return false;
}

function innerNames(machine: CompiledMachine, { blocks }: CompiledState): readonly string[] {
  const inner = blocks.flatMap((block) => [...(machine.blocks[block]?.states.values() ?? [])]);
  return inner.flatMap((state) => [state.name, ...innerNames(machine, state)]);
}
