import type { ExecutionStore } from '../../lib/ports/execution-store.ts';
import { endedChildPartition, MAP_RUN_SORT } from '../../lib/ports/map-run.ts';
import type { Message, Queue } from '../../lib/ports/queue.ts';
import type { ResourceStore } from '../../lib/ports/resource-store.ts';
import type { Breakage } from './process.ts';

/** Writes whatever version is stored, as if nobody else could have been there. */
function withoutFence(store: ExecutionStore): ExecutionStore {
  return {
    ...store,
    async commit(record, expected, head, events) {
      const version = (await store.get(record.executionArn))?.head.version ?? expected;
      return store.commit(record, version, { ...head, version: version + 1 }, events);
    },
  };
}

/** Says that a commit is done before it is. */
function withoutWaiting(store: ExecutionStore): ExecutionStore {
  return {
    ...store,
    commit(...args) {
      store.commit(...args).catch(() => undefined);
      return Promise.resolve({ committed: true });
    },
  };
}

/** Writes map runs whatever version is stored. */
function withoutVersions(store: ResourceStore): ResourceStore {
  return {
    ...store,
    put: (partition, sort, body, expected) =>
      store.put(partition, sort, body, sort === MAP_RUN_SORT && expected !== 0 ? undefined : expected),
  };
}

/** Children of map runs end, and it is not noted. */
function withoutReports(store: ResourceStore): ResourceStore {
  return {
    ...store,
    put: (partition, sort, body, expected) =>
      partition.startsWith(endedChildPartition(''))
        ? Promise.resolve({ stored: true })
        : store.put(partition, sort, body, expected),
  };
}

function withoutMessages(dropped: (message: Message) => boolean): (queue: Queue) => Queue {
  return (queue) => ({
    ...queue,
    send: (message, delayMs) => (dropped(message) ? Promise.resolve() : queue.send(message, delayMs)),
  });
}

/** Rules of the commit protocol, each broken from outside of the engine, and what happens then. */
export const BREAKAGES: Readonly<Record<string, Breakage & { readonly means: string }>> = {
  R1: { means: 'a commit overwrites what others have written', executions: withoutFence },
  R2: { means: 'a call is made before its claim is stored', executions: withoutWaiting },
  R4: {
    means: 'a message is sent after the commit that it announces',
    queue: (queue) => ({ ...queue, durable: false }),
  },
  R5: { means: 'a message is deleted before its turn is over', deletesFirst: true },
  'R5-send': {
    means: 'an armed wake is not sent',
    queue: withoutMessages(({ wake, announces }) => wake !== undefined && wake > 0 && announces === undefined),
  },
  'map-run-version': { means: 'a map run overwrites what others have written of it', resources: withoutVersions },
  'map-run-reports': { means: 'a map run is not told which of its children ended', resources: withoutReports },
  // Needs about a hundred seeds, so it is not among the tests: npm run simulate -- --without R7 --mode lambda
  R7: { means: 'nobody looks after the calls of others', queue: withoutMessages(({ wake }) => wake === 0) },
};
