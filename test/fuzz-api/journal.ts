import type { ExecutionStore } from '../../lib/ports/execution-store.ts';
import type { ResourceStore } from '../../lib/ports/resource-store.ts';

/** What was written since the journal began, and what it was before. */
export interface Journal {
  /** Forgets what was written so far. */
  begin(): void;
  /** Names what is not as it was when the journal began. */
  changes(): Promise<string[]>;
}

interface Watched {
  readonly executions: ExecutionStore;
  readonly resources: ResourceStore;
  readonly journal: Journal;
}

/**
 * Stores that write down what is done to them. A machine that is going is not there, as far as the journal is concerned:
 * whoever looks at it first after its last execution has ended takes it away, and may be refused all the same.
 */
export function watchStores(executions: ExecutionStore, resources: ResourceStore): Watched {
  const before = new Map<string, { readonly text: string; read(): Promise<string> }>();

  async function touch(name: string, read: () => Promise<string>): Promise<void> {
    if (!before.has(name)) before.set(name, { text: await read(), read });
  }

  const touchDocument = (partition: string, sort: string) =>
    touch(`${partition} ${sort}`, async () => {
      const stored = await resources.get<{ status?: string }>(partition, sort);
      return stored === undefined || stored.body.status === 'DELETING' ? '' : JSON.stringify(stored.body);
    });
  const touchExecution = (executionArn: string) =>
    touch(executionArn, async () => {
      const execution = await executions.get(executionArn);
      return execution === undefined ? '' : JSON.stringify(execution);
    });

  return {
    executions: {
      ...executions,
      async create(execution, events) {
        await touchExecution(execution.record.executionArn);
        return executions.create(execution, events);
      },
      async commit(record, expected, head, events) {
        await touchExecution(record.executionArn);
        return executions.commit(record, expected, head, events);
      },
    },
    resources: {
      ...resources,
      async put(partition, sort, body, expected) {
        await touchDocument(partition, sort);
        return resources.put(partition, sort, body, expected);
      },
      async delete(partition, sort, expected) {
        if (!partition.startsWith('versions/')) await touchDocument(partition, sort);
        return resources.delete(partition, sort, expected);
      },
    },
    journal: {
      begin: () => before.clear(),
      async changes() {
        const changed: string[] = [];
        for (const [name, earlier] of before) if ((await earlier.read()) !== earlier.text) changed.push(name);
        return changed;
      },
    },
  };
}
