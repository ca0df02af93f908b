import type { Advanced } from '../asl/machine/advance.ts';
import type { ExecutionFacts } from '../asl/machine/facts.ts';
import type { Snapshot } from '../asl/machine/snapshot.ts';
import { decodeSnapshot } from '../asl/machine/snapshot-codec.ts';
import type { Stimulus } from '../asl/machine/stimulus.ts';
import type { Payload } from '../asl/payload.ts';
import type { Execution, ExecutionStore, Ms } from '../ports/execution-store.ts';
import { advanceKnowing } from './advance-knowing.ts';
import type { EngineContext } from './context.ts';
import { factsOf } from './facts.ts';
import { payloadTexts } from './history-codec.ts';
import type { LoadedMachine } from './machines.ts';

/** An execution as a turn or a redrive holds it: one stored version, decoded. */
export interface LoadedExecution {
  readonly execution: Execution;
  readonly machine: LoadedMachine;
  readonly facts: ExecutionFacts;
  readonly snapshot: Snapshot;
  readonly missing: readonly Payload[];
  readonly missingResults: readonly Payload[];
}

/** Decodes the snapshot of an execution that runs or is redriven, or takes it from the cache. */
export async function loadExecution(context: EngineContext, execution: Execution): Promise<LoadedExecution> {
  const { record, head } = execution;
  const machine = await context.machines.load(record.revision);
  const facts = factsOf(record, machine.revision, context.tokenKey, head.redriveCount, head.redriveDate);
  const cached = context.snapshots.get(record.executionArn, head.version);
  return { execution, machine, facts, ...(cached ?? decodeSnapshot(head.snapshot)) };
}

/** Advances a loaded execution. Payloads that turn out to be needed are read back from the history first. */
export async function advanceLoaded(
  context: EngineContext,
  loaded: LoadedExecution,
  snapshot: Snapshot,
  stimuli: readonly Stimulus[],
  now: Ms,
): Promise<Advanced> {
  const { machine, facts, missing, missingResults } = loaded;
  const unread = [missing, missingResults];
  return advanceKnowing(context, machine, facts, snapshot, stimuli, now, async () => {
    const payloads = unread.shift();
    if (payloads) await fillPayloads(context.executions, loaded, payloads);
    return payloads !== undefined;
  });
}

/** Above this many payloads one read of the whole range is cheaper than one read for each. */
const FEW = 20;

/** Reads the texts of payloads that a decoded snapshot refers to. */
export async function fillPayloads(
  executions: ExecutionStore,
  loaded: LoadedExecution,
  payloads: readonly Payload[],
): Promise<void> {
  const wanted = payloads.filter((payload) => payload.isMissing);
  const ids = new Set(wanted.map((payload) => payload.event ?? 0));
  if (ids.size === 0) return;
  const { executionArn } = loaded.execution.record;
  const ranges =
    ids.size <= FEW ? [...ids].map((id) => [id, id] as const) : [[Math.min(...ids), Math.max(...ids)] as const];
  const chunks = await Promise.all(ranges.map(([from, to]) => executions.chunks(executionArn, from, to)));
  const texts = new Map(chunks.flat().flatMap((chunk) => [...payloadTexts(chunk, ids)]));
  for (const payload of wanted) {
    const text = texts.get(payload.event ?? 0);
    if (text === undefined) throw new Error(`History event ${payload.event ?? '?'} has no payload.`);
    payload.fill(text);
  }
}
