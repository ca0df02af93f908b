import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { variableReferences } from '../../lib/api/state-machine/variable-references.ts';
import { compile } from '../../lib/asl/machine/compile.ts';
import { encodeSnapshot } from '../../lib/asl/machine/snapshot-codec.ts';
import type { StateMachineDefinition } from '../../lib/asl/definition.ts';
import { formatInvalidDefinition, validateDefinition } from '../../lib/asl/validate/validate-definition.ts';
import { decodeEvents, encodeEvents } from '../../lib/engine/history-codec.ts';
import { deeds, live, type Deed } from '../asl/machine/random-world.ts';
import { workflow, WORKFLOW_INPUT } from '../asl/machine/random-workflow.ts';
import { beginVirtually, readBack, type VirtualExecution } from '../asl/machine/virtual-execution.ts';
import { expectWellFormed } from '../asl/machine/well-formed.ts';
import { CODES, isModelled, isOurs } from './modelled.ts';
import { mutated, mutations } from './mutations.ts';
import { oddJsonTexts } from './odd-values.ts';
import { SOUND_INPUT, soundDefinitions } from './sound-definitions.ts';

/** A definition that nobody would write, what it is fed with, and what happens to it. */
export interface Fuzzed {
  readonly definition: string;
  /** JSON text. */
  readonly input: string;
  readonly doing: readonly Deed[];
}

/** Loops end soon, so that many executions fit into a run. */
const MAX_EVENTS = 300;

const sound = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(...soundDefinitions).map((definition) => ({ definition, input: SOUND_INPUT })),
  },
  { weight: 1, arbitrary: workflow.map((definition) => ({ definition, input: WORKFLOW_INPUT })) },
);

/** Cuts a piece out of a text and puts another one in. */
const cuts = fc.record({
  at: fc.nat(),
  length: fc.nat({ max: 5 }),
  put: fc.constantFrom('', '"', '{', ',', '\\', '1', '\u0000', '\ud800', '"a":1,'),
});

/** Now and then. */
const rarely = <T>(one: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: one - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

export const fuzzed: fc.Arbitrary<Fuzzed> = fc
  .record({
    base: sound,
    changes: mutations,
    cut: rarely(12, cuts),
    input: mutations,
    odd: rarely(6, oddJsonTexts),
    outputs: fc.array(oddJsonTexts, { maxLength: 4 }),
    doing: deeds,
  })
  .map(({ base, changes, cut, input, odd, outputs, doing }) => {
    const text = JSON.stringify(mutated(base.definition, changes));
    const at = cut === undefined ? 0 : cut.at % text.length;
    return {
      definition: cut === undefined ? text : text.slice(0, at) + cut.put + text.slice(at + cut.length),
      input: odd ?? JSON.stringify(mutated(base.input, input)),
      doing: doing.map((deed, index) => ({ ...deed, ...outputAt(outputs, index) })),
    };
  });

function outputAt(outputs: readonly string[], index: number): Partial<Deed> {
  const output = outputs[index % outputs.length];
  return output === undefined ? {} : { output };
}

/**
 * Takes a definition through the checks and, if they accept it, an execution to its end.
 * @returns how it ended: an error's name, a status, or `refused`
 * @throws Error when anything comes out that is not modelled
 */
export async function play({ definition: text, input, doing }: Fuzzed): Promise<string> {
  const { definition, diagnostics } = validateDefinition(text, 'STANDARD');
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR');
  for (const { code, message } of diagnostics) {
    if (!CODES.has(code) || isOurs(message)) throw new Error(`Not a finding: ${code}: ${message}`);
  }
  if ((definition === undefined) !== errors.length > 0)
    throw new Error('It is accepted with errors, or refused without.');
  if (!definition) {
    if (isOurs(formatInvalidDefinition(errors))) throw new Error('Not a message for the author.');
    return 'refused';
  }
  await variableReferences(text);
  const whole = await playOn(definition, input, Infinity, false);
  const stored = await playOn(definition, input, 1, true);
  await live(whole, doing, async (at, ...stimuli) => {
    await whole.deliver(at, ...stimuli);
    await stored.deliver(at, ...stimuli);
    const encoded = encodeSnapshot(whole.snapshot);
    const again = encodeSnapshot(readBack(encoded, whole.events));
    if (!isDeepStrictEqual(JSON.parse(again), JSON.parse(encoded)))
      throw new Error(`The snapshot does not come back:\n${encoded}\n${again}`);
  });
  return checkEnd(whole, stored, text);
}

function playOn(
  definition: StateMachineDefinition,
  input: string,
  budget: number,
  stored: boolean,
): Promise<VirtualExecution> {
  return beginVirtually(compile(definition), input, { budget, stored, maxEvents: MAX_EVENTS });
}

function checkEnd(whole: VirtualExecution, stored: VirtualExecution, text: string): string {
  expectWellFormed(whole.events);
  const [one, other] = [textOf(whole), textOf(stored)];
  if (one !== other) throw new Error(`Stored, it goes another way:\n${one}\n${other}`);
  const { end } = whole;
  if (!end || end.status === 'SUCCEEDED') return 'SUCCEEDED';
  if (!isModelled(end, text)) throw new Error(`Not an error that is modelled: ${JSON.stringify(end)}`);
  return end.error ?? end.status;
}

/** The history as it is kept. */
function textOf({ events }: VirtualExecution): string {
  const chunk = encodeEvents(events);
  return chunk === undefined ? '' : JSON.stringify(decodeEvents(chunk, 1, events.length));
}
