import type { ExecutionStore } from '../../lib/ports/execution-store.ts';
import type { Message, Queue } from '../../lib/ports/queue.ts';
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

function withoutMessages(dropped: (message: Message) => boolean): (queue: Queue) => Queue {
  return (queue) => ({
    ...queue,
    send: (message, delayMs) => (dropped(message) ? Promise.resolve() : queue.send(message, delayMs)),
  });
}

/** Rules of the commit protocol, each broken from outside of the engine. */
export const BREAKAGES: Readonly<Record<string, Breakage>> = {
  'a commit overwrites what others have written (R1)': { executions: withoutFence },
  'a call is made before its claim is stored (R2)': { executions: withoutWaiting },
  'a message is sent after the commit that it announces (R4)': {
    queue: (queue) => ({ ...queue, durable: false }),
  },
  'a message is deleted before its turn is over (R5)': { deletesFirst: true },
  'an armed wake is not sent (R5)': {
    queue: withoutMessages(({ wake, announces }) => wake !== 0 && announces === undefined),
  },
};
