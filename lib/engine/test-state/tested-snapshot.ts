import { begin } from '../../asl/machine/advance.ts';
import type { CompiledMachine, CompiledState } from '../../asl/machine/compile.ts';
import type { ExecutionFacts } from '../../asl/machine/facts.ts';
import type { Frame, Snapshot } from '../../asl/machine/snapshot.ts';
import { Payload } from '../../asl/payload.ts';
import type { StateTest } from './state-test.ts';

/** What AWS calls every state that is tested, whatever the definition calls it (recorded). */
export const TESTED_STATE = 'StateName';

/** Of an execution that has only entered its first state: the events are its start and the state's …Entered. */
const ENTERED_EVENT = 2;
const ROOT = 1;

/** A machine of one state. It leads nowhere: a test ends where the state is left. */
export function machineOf(tested: CompiledState): CompiledMachine {
  const state = { ...tested, name: TESTED_STATE };
  return { blocks: [{ startAt: TESTED_STATE, states: new Map([[TESTED_STATE, state]]) }], timeoutSeconds: undefined };
}

/** The only frame of a test, in its state and about to do the state's work. */
export function testedFrame(test: StateTest, facts: ExecutionFacts): Frame {
  const retriers = 'Retry' in test.state.definition ? (test.state.definition.Retry ?? []) : [];
  const variables = Object.entries(test.variables).map(([name, value]) => [name, Payload.ofValue(value)] as const);
  return {
    id: ROOT,
    parent: 0,
    index: 0,
    block: 0,
    state: TESTED_STATE,
    phase: 'again',
    input: facts.input,
    previous: ENTERED_EVENT,
    entered: ENTERED_EVENT,
    enteredAt: facts.startTime,
    retries: test.retries,
    tries: retriers.map(() => test.retries),
    variables: Object.fromEntries(variables),
  };
}

export function testedSnapshot(machine: CompiledMachine, facts: ExecutionFacts, frame: Frame): Snapshot {
  return { ...begin(machine, facts), nextEvent: ENTERED_EVENT + 1, frames: new Map([[ROOT, frame]]) };
}
