import { randomUUID } from 'node:crypto';
import { systemClock } from '../lib/adapters/system-clock.ts';
import { openStores } from '../lib/adapters/embedded/stores.ts';
import { engineContext } from '../lib/adapters/engine-context.ts';
import { createMemoryQueue } from '../lib/adapters/memory/queue.ts';
import { createEngine } from '../lib/engine/create-engine.ts';
import type { Engine } from '../lib/engine/engine.ts';
import { takeTurn } from '../lib/engine/turn.ts';
import type { ExecutionStore } from '../lib/ports/execution-store.ts';
import { REVISION_SORT, revisionPartition, type Revision } from '../lib/ports/revision.ts';
import type { TaskRunner } from '../lib/ports/task-runner.ts';

/** The engine of a laptop without its HTTP server; every call is answered at once. */
export interface LaptopEngine {
  readonly engine: Engine;
  readonly executions: ExecutionStore;
  /** Runs one execution to its end and answers its ARN. */
  run(revision: Revision, input: string): Promise<string>;
  revisionOf(definition: object): Promise<Revision>;
  close(): Promise<void>;
}

const instantly: TaskRunner = {
  classify: () => 'atMostOnce',
  lostError: () => ({ error: 'Lost', cause: '' }),
  call: async () => ({ output: '{"done":true}' }),
};

/** @param dataDirectory undefined: in memory */
export async function laptopEngine(dataDirectory: string | undefined): Promise<LaptopEngine> {
  const stores = await openStores(dataDirectory);
  const queue = createMemoryQueue(systemClock);
  const waiting = new Map<string, () => void>();
  const context = engineContext({
    executions: stores.executions,
    resources: stores.resources,
    queue,
    tasks: instantly,
    clock: systemClock,
    tokenKey: new Uint8Array(32),
    exclusiveOwner: randomUUID(),
    log: ({ message, error }) => process.stderr.write(`${message}: ${String(error)}\n`),
  });
  queue.consume(async (delivery) => {
    await takeTurn(context, delivery, Infinity);
    const { executionArn } = delivery.message;
    const done = waiting.get(executionArn);
    if (done && (await stores.executions.get(executionArn))?.head.status !== 'RUNNING') done();
  });
  const engine = createEngine(context);
  const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:bench';
  return {
    engine,
    executions: stores.executions,
    async run(revision, input) {
      const name = randomUUID();
      const executionArn = `arn:aws:states:us-east-1:000000000000:execution:bench:${name}`;
      const record = { executionArn, stateMachineArn, name, revision: revision.id, input, startDate: Date.now() };
      const ended = new Promise<void>((resolve) => waiting.set(executionArn, resolve));
      await engine.start(record, revision);
      // Without tasks and timers the execution has ended before it was stored, and no turn follows.
      if ((await stores.executions.get(executionArn))?.head.status === 'RUNNING') await ended;
      waiting.delete(executionArn);
      return executionArn;
    },
    async revisionOf(definition) {
      const revision: Revision = {
        id: randomUUID(),
        stateMachineArn,
        name: 'bench',
        type: 'STANDARD',
        definition: JSON.stringify(definition),
        roleArn: 'arn:aws:iam::000000000000:role/bench',
        createdAt: Date.now(),
        loggingConfiguration: {},
        tracingConfiguration: {},
        encryptionConfiguration: {},
      };
      await stores.resources.put(revisionPartition(revision.id), REVISION_SORT, revision);
      return revision;
    },
    async close() {
      queue.close();
      await stores.close();
    },
  };
}
