import { compile } from '../../../lib/asl/machine/compile.ts';
import type { End } from '../../../lib/asl/machine/snapshot.ts';
import { validateDefinition } from '../../../lib/asl/validate/validate-definition.ts';
import { encodeEvents } from '../../../lib/engine/history-codec.ts';
import type { Json } from '../../../lib/asl/json.ts';
import { beginVirtually } from '../machine/virtual-execution.ts';

interface Options {
  /** JSON. */
  readonly input?: Json;
  /** The input as a JSON text. */
  readonly text?: string;
  /** What every task answers, as JSON text. */
  readonly answer?: string;
  readonly maxEvents?: number;
  /** @default JSONPath */
  readonly language?: 'JSONPath' | 'JSONata';
}

/** Runs a machine that the checks accept, from its first state to its end, and writes its history. */
export async function runHostile(states: object, options: Options = {}): Promise<End | undefined> {
  const { input = {}, text = JSON.stringify(input), answer = '{}', language = 'JSONPath', maxEvents } = options;
  const machine = JSON.stringify({ StartAt: Object.keys(states)[0], QueryLanguage: language, States: states });
  const { definition, diagnostics } = validateDefinition(machine, 'STANDARD');
  if (!definition) throw new Error(JSON.stringify(diagnostics));
  const limits = { budget: 2_000, ...(maxEvents === undefined ? {} : { maxEvents }) };
  const execution = await beginVirtually(compile(definition), text, limits);
  while (!execution.end) {
    const { pends, lastTimestamp } = execution.snapshot;
    const asked = [...pends.values()].filter(({ call }) => call !== undefined);
    const answers = asked.map(
      ({ id: pend, attempt }) => ({ type: 'succeeded', pend, attempt, output: answer }) as const,
    );
    await execution.deliver(asked.length > 0 ? lastTimestamp : (execution.due ?? NaN), ...answers);
  }
  encodeEvents(execution.events);
  return execution.end;
}

/** `core` in so many objects within each other. */
export function nested(levels: number, core: Json): Json {
  let value = core;
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
}

/** A JSON text of arrays within each other. */
export function nestedText(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}
