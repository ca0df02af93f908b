import { MAX_EVENTS, type HistoryEvent } from '../../../lib/asl/history/events.ts';
import { advance, begin } from '../../../lib/asl/machine/advance.ts';
import type { CompiledMachine } from '../../../lib/asl/machine/compile.ts';
import type { ExecutionFacts } from '../../../lib/asl/machine/facts.ts';
import { isAtRest } from '../../../lib/asl/machine/redrive.ts';
import { nextDue, type Cancellation, type End, type Pend, type Snapshot } from '../../../lib/asl/machine/snapshot.ts';
import { decodeSnapshot, encodeSnapshot } from '../../../lib/asl/machine/snapshot-codec.ts';
import type { Stimulus } from '../../../lib/asl/machine/stimulus.ts';
import { Payload } from '../../../lib/asl/payload.ts';
import { factsOf, START_TIME } from './facts.ts';

/** A call that a Task state has made: where from, and what answers to it are addressed to. */
export interface MadeCall extends Pick<Pend, 'id' | 'attempt' | 'kind'> {
  readonly state: string;
  /** Number of the branch or iteration. */
  readonly index: number;
}

/** An execution without an engine: time goes by only when a test says so. */
export interface VirtualExecution {
  readonly snapshot: Snapshot;
  readonly events: readonly HistoryEvent[];
  readonly end: End | undefined;
  /** All calls that were ever made, in their order. */
  readonly calls: readonly MadeCall[];
  /** Nested executions and jobs that were given up, whether the engine has stopped them or not. */
  readonly cancellations: readonly Cancellation[];
  /** When something will happen by itself. */
  readonly due: number | undefined;
  /** Lets time go by to `at` (milliseconds since the epoch), with every timer on the way; then these things happen. */
  deliver(at: number, ...stimuli: readonly Stimulus[]): Promise<{ readonly changed: boolean }>;
}

interface Options {
  /** Between two messages the execution is written down and read back, as in a process that knows nothing else. */
  readonly stored?: boolean;
  /** @default 10 */
  readonly budget?: number;
  /** @default 25,000 */
  readonly maxEvents?: number;
}

/** Begins an execution and takes it as far as it goes. @param input JSON text */
export async function beginVirtually(
  machine: CompiledMachine,
  input: string,
  options: Options = {},
): Promise<VirtualExecution> {
  const { stored = false, budget = 10, maxEvents = MAX_EVENTS } = options;
  let facts: ExecutionFacts = { ...factsOf(input), maxEvents };
  const events: HistoryEvent[] = [];
  const calls: MadeCall[] = [];
  let snapshot = begin(machine, facts);
  let end: End | undefined;

  async function step(now: number, stimuli: readonly Stimulus[]): Promise<boolean> {
    if (stored && events.length > 0) snapshot = readBack(encodeSnapshot(snapshot), events);
    const advanced = await advance(machine, facts, snapshot, stimuli, now, budget);
    ({ snapshot } = advanced);
    end ??= advanced.end;
    events.push(...advanced.events);
    calls.push(...newCalls(snapshot, calls));
    return advanced.changed;
  }

  async function advanceTo(now: number, stimuli: readonly Stimulus[]): Promise<boolean> {
    if (isAtRest(snapshot) && stimuli.some(({ type }) => type === 'redrive')) {
      facts = { ...facts, redriveCount: (facts.redriveCount ?? 0) + 1, redriveTime: now };
      end = undefined;
    }
    const changed = await step(now, stimuli);
    while (snapshot.runQueue.length > 0) await step(now, []);
    return changed;
  }

  await advanceTo(START_TIME, []);
  return {
    get snapshot() {
      return snapshot;
    },
    events,
    get end() {
      return end;
    },
    calls,
    get cancellations() {
      return snapshot.cancellations;
    },
    get due() {
      return nextDue(snapshot);
    },
    async deliver(at, ...stimuli) {
      for (let due = nextDue(snapshot); due !== undefined && due < at; due = nextDue(snapshot))
        await advanceTo(due, []);
      // The engine stops nothing that has ended, were it by a timer just now.
      const heard = end ? stimuli.filter(({ type }) => type !== 'stop') : stimuli;
      return { changed: await advanceTo(at, heard) };
    },
  };
}

function newCalls({ pends, frames }: Snapshot, known: readonly MadeCall[]): MadeCall[] {
  const ids = new Set(known.map(({ id }) => id));
  return [...pends.values()]
    .filter(({ id, call }) => call !== undefined && !ids.has(id))
    .map(({ id, attempt, kind, frame }) => {
      const { state, index } = frames.get(frame) ?? { state: '', index: 0 };
      return { id, attempt, kind, state, index };
    });
}

/** Reads a snapshot, and every payload from the event that carries it. */
export function readBack(encoded: string, events: readonly HistoryEvent[]): Snapshot {
  const { snapshot, missing, missingResults } = decodeSnapshot(encoded);
  for (const payload of [...missing, ...missingResults]) {
    const event = events[(payload.event ?? 0) - 1];
    const { output, input, parameters } = (event?.details ?? {}) as Readonly<Record<string, unknown>>;
    const carried = output ?? input ?? parameters;
    if (!(carried instanceof Payload)) throw new Error(`Event ${payload.event ?? '?'} carries no payload.`);
    payload.fill(carried.text);
  }
  return snapshot;
}
