import { setMaxListeners } from 'node:events';
import { engineContext } from '../../../lib/adapters/engine-context.ts';
import { createMemoryExecutionStore } from '../../../lib/adapters/memory/execution-store.ts';
import { createMemoryQueue } from '../../../lib/adapters/memory/queue.ts';
import { createMemoryResourceStore } from '../../../lib/adapters/memory/resource-store.ts';
import { systemClock } from '../../../lib/adapters/system-clock.ts';
import type { Json } from '../../../lib/asl/json.ts';
import type { EngineContext } from '../../../lib/engine/context.ts';
import { createEngine } from '../../../lib/engine/create-engine.ts';
import type { Engine } from '../../../lib/engine/engine.ts';
import type { HistoryEventText } from '../../../lib/engine/history-codec.ts';
import { readMapRun } from '../../../lib/engine/map-run/stored-map-run.ts';
import { takeTurn } from '../../../lib/engine/turn.ts';
import type { Execution } from '../../../lib/ports/execution-store.ts';
import type { ItemReader } from '../../../lib/ports/item-reader.ts';
import { mapRunListPartition, type MapRun, type MapRunListEntry } from '../../../lib/ports/map-run.ts';
import type { Objects } from '../../../lib/ports/objects.ts';
import { REVISION_SORT, revisionPartition, type Revision } from '../../../lib/ports/revision.ts';
import type { TaskOutcome, TaskRequest } from '../../../lib/ports/task-runner.ts';

const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
export const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:m:e';

export interface MapRunStage {
  readonly engine: Engine;
  readonly context: EngineContext;
  start(input: Json): Promise<void>;
  /** The execution, once it has ended. */
  ended(executionArn?: string): Promise<Execution>;
  mapRuns(): Promise<readonly MapRun[]>;
  /** Child executions of the first map run, in the order of their indexes. */
  children(): Promise<readonly Execution[]>;
  history(executionArn?: string): Promise<readonly HistoryEventText[]>;
  /** The process ends without a word, and another one takes over what is stored. */
  restart(): Promise<MapRunStage>;
}

export interface MapRunStageOptions {
  readonly call?: (request: TaskRequest, signal: AbortSignal) => Promise<TaskOutcome>;
  readonly itemReader?: ItemReader;
  readonly objects?: Objects;
}

/** A laptop's engine in memory, with the real clock and queue. */
export async function mapRunStage(definition: object, options: MapRunStageOptions = {}): Promise<MapRunStage> {
  const revision: Revision = {
    id: 'r',
    stateMachineArn: MACHINE,
    name: 'm',
    type: 'STANDARD',
    definition: JSON.stringify(definition),
    roleArn: 'arn:aws:iam::123456789012:role/r',
    createdAt: 0,
    loggingConfiguration: {},
    tracingConfiguration: {},
    encryptionConfiguration: {},
  };
  const executions = createMemoryExecutionStore();
  const resources = createMemoryResourceStore();
  await resources.put(revisionPartition(revision.id), REVISION_SORT, revision);

  function processOf(number: number): MapRunStage {
    const closing = new AbortController();
    setMaxListeners(0, closing.signal);
    const failures: unknown[] = [];
    const queue = createMemoryQueue(systemClock, { onFailure: (error) => failures.push(error) });
    const { itemReader, objects, call = async () => ({ output: '{}' }) } = options;
    const context = engineContext({
      executions,
      resources,
      clock: systemClock,
      queue,
      closing: closing.signal,
      ...(itemReader && { itemReader }),
      ...(objects && { objects }),
      tasks: {
        classify: () => 'idempotent',
        lostError: () => ({ error: 'Lost', cause: 'The call was lost' }),
        call,
      },
      tokenKey: new Uint8Array(32),
      exclusiveOwner: `process-${number}`,
      log: ({ error }) => failures.push(error),
    });
    const engine = createEngine(context);
    queue.consume((delivery) => takeTurn(context, delivery, Infinity));

    async function mapRuns(): Promise<readonly MapRun[]> {
      const entries = await resources.list<MapRunListEntry>(mapRunListPartition(EXECUTION), { limit: 100 });
      const runs = await Promise.all(entries.map(({ body }) => readMapRun(resources, body.mapRunArn)));
      return runs.flatMap((stored) => (stored ? [stored.body] : []));
    }

    return {
      engine,
      context,
      async start(input) {
        await engine.start(
          {
            executionArn: EXECUTION,
            stateMachineArn: MACHINE,
            name: 'e',
            revision: revision.id,
            input: JSON.stringify(input),
            startDate: systemClock.now(),
          },
          revision,
        );
      },
      async ended(executionArn = EXECUTION) {
        for (;;) {
          if (failures.length > 0 && !closing.signal.aborted) throw failures[0];
          const execution = await executions.get(executionArn);
          if (execution && execution.head.status !== 'RUNNING') return execution;
          await systemClock.sleep(2);
        }
      },
      mapRuns,
      async children() {
        const [run] = await mapRuns();
        const listed = await executions.list({ listedUnder: run?.mapRunArn ?? '' }, 10_000);
        const found = await Promise.all(listed.map((summary) => executions.get(summary.executionArn)));
        return found
          .flatMap((child) => (child ? [child] : []))
          .sort((a, b) => (a.record.mapRun?.index ?? 0) - (b.record.mapRun?.index ?? 0));
      },
      history: (executionArn = EXECUTION) => engine.history(executionArn, 1, 1_000),
      async restart() {
        closing.abort();
        queue.close();
        await systemClock.sleep(5);
        return processOf(number + 1);
      },
    };
  }

  return processOf(1);
}

/** A machine of one distributed Map. */
export function mapping(fields: object, states: object = { Do: { Type: 'Pass', End: true } }, express = false): object {
  const [StartAt] = Object.keys(states);
  const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: express ? 'EXPRESS' : 'STANDARD' };
  const ItemProcessor = { ProcessorConfig, StartAt, States: states };
  return { StartAt: 'Each', States: { Each: { Type: 'Map', ItemProcessor, ...fields, End: true } } };
}
