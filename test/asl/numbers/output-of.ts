import { withPlainFields } from '../../../lib/asl/definition-numbers.ts';
import type { StateMachineDefinition } from '../../../lib/asl/definition.ts';
import { parseJson } from '../../../lib/asl/json-text/parse-json.ts';
import { compile } from '../../../lib/asl/machine/compile.ts';
import { beginVirtually } from '../machine/virtual-execution.ts';

/**
 * Runs states given as JSON text, the first one first, and answers the text of the output, or how the execution failed.
 * After every step the execution is written down and read back. A Task is answered with its own parameters.
 */
export async function outputOf(states: string, input: string): Promise<string> {
  const definition = withPlainFields(parseJson(`{"StartAt":"S","States":{${states}}}`));
  const machine = compile(definition as unknown as StateMachineDefinition);
  const execution = await beginVirtually(machine, input, { stored: true, budget: 1 });
  for (let end = execution.end; !end; end = execution.end) {
    const at = execution.due ?? execution.snapshot.lastTimestamp;
    const answers = [...execution.snapshot.pends.values()].flatMap(({ id, attempt, call }) =>
      call ? [{ type: 'succeeded' as const, pend: id, attempt, output: call.parameters.text }] : [],
    );
    await execution.deliver(at, ...answers);
  }
  const { end } = execution;
  if (end?.status === 'SUCCEEDED') return end.output.text;
  return `${end?.error ?? ''}: ${end?.cause ?? ''}`;
}

/** A state `S` that is the last one, from the text of its other fields. */
export function lastState(fields: string): string {
  return `"S":{${fields},"End":true}`;
}
