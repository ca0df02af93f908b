import { advance, begin } from '../../../lib/asl/machine/advance.ts';
import { compile } from '../../../lib/asl/machine/compile.ts';
import { nextDue, type End, type Snapshot } from '../../../lib/asl/machine/snapshot.ts';
import { decodeSnapshot, encodeSnapshot } from '../../../lib/asl/machine/snapshot-codec.ts';
import type { StateMachineDefinition } from '../../../lib/asl/definition.ts';
import type { HistoryEvent } from '../../../lib/asl/history/events.ts';
import type { Json } from '../../../lib/asl/json.ts';
import type { Stimulus } from '../../../lib/asl/machine/stimulus.ts';
import { factsOf, START_TIME } from '../machine/facts.ts';
import { readBack } from '../machine/virtual-execution.ts';

/** What a Task gets for an answer: an output, or an error. */
export type Answer = { readonly output: Json } | { readonly error: string; readonly cause?: string };

export interface Ran {
  readonly events: readonly HistoryEvent[];
  /** `3<0 EvaluationFailed` */
  readonly lines: readonly string[];
  readonly end: End | undefined;
  readonly output: Json | undefined;
}

interface Options {
  readonly input?: Json;
  /** Answers to the calls of each Task state, in their order; the last one is given again and again. */
  readonly answers?: Readonly<Record<string, readonly Answer[]>>;
  /** Steps between two messages; each time the execution is written down and read back. */
  readonly budget?: number;
}

/** Runs a JSONata machine to its end, timers and calls included. */
export async function runMachine(states: object, options: Options = {}): Promise<Ran> {
  const { input = {}, answers = {}, budget = Infinity } = options;
  const definition = { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states };
  const machine = compile(definition as unknown as StateMachineDefinition);
  const facts = factsOf(JSON.stringify(input));
  const events: HistoryEvent[] = [];
  const calls = new Map<string, number>();
  let snapshot = begin(machine, facts);
  let end: End | undefined;
  let now = START_TIME;
  let stimuli: readonly Stimulus[] = [];
  while (!end) {
    const advanced = await advance(machine, facts, snapshot, stimuli, now, budget);
    ({ snapshot, end } = advanced);
    events.push(...advanced.events);
    if (budget !== Infinity && !end) snapshot = readBack(encodeSnapshot(snapshot), events);
    stimuli = snapshot.runQueue.length > 0 ? [] : answersTo(snapshot, answers, calls);
    if (stimuli.length === 0 && snapshot.runQueue.length === 0) now = nextDue(snapshot) ?? now;
  }
  const lines = events.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`);
  return { events, lines, end, output: end.status === 'SUCCEEDED' ? end.output.value : undefined };
}

function answersTo(
  snapshot: Snapshot,
  answers: NonNullable<Options['answers']>,
  calls: Map<string, number>,
): readonly Stimulus[] {
  return [...snapshot.pends.values()]
    .filter(({ kind }) => kind === 'task')
    .map((pend) => {
      const { id, attempt } = pend;
      const state = snapshot.frames.get(pend.frame)?.state ?? '';
      const given = answers[state] ?? [{ output: pend.call?.parameters.value ?? null }];
      const call = calls.get(state) ?? 0;
      calls.set(state, call + 1);
      const answer = given[Math.min(call, given.length - 1)] ?? { output: null };
      return 'error' in answer
        ? { type: 'failed', pend: id, attempt, ...answer }
        : { type: 'succeeded', pend: id, attempt, output: JSON.stringify(answer.output) };
    });
}

/** A snapshot whose payloads are known only by their events. */
export function withoutPayloads(snapshot: Snapshot): Snapshot {
  return decodeSnapshot(encodeSnapshot(snapshot)).snapshot;
}
