import type { ExecutionRetention } from '../../ports/execution-retention.ts';
import type { ExecutionStore } from '../../ports/execution-store.ts';
import type { ResourceStore } from '../../ports/resource-store.ts';

export interface Stores {
  readonly executions: ExecutionStore;
  readonly resources: ResourceStore;
  readonly retention: ExecutionRetention;
  close(): Promise<void>;
}

/** Throws StoreUnavailable when the folder cannot be used. @param dataDirectory undefined: in memory */
export async function openStores(dataDirectory: string | undefined): Promise<Stores> {
  if (dataDirectory === undefined) {
    const { createMemoryExecutionStore } = await import('../memory/execution-store.ts');
    const { createMemoryResourceStore } = await import('../memory/resource-store.ts');
    const executions = createMemoryExecutionStore();
    return {
      executions,
      resources: createMemoryResourceStore(),
      retention: executions,
      close: async () => undefined,
    };
  }
  const { openSqlite } = await import('../sqlite/database.ts');
  const { createSqliteExecutionStore } = await import('../sqlite/execution-store.ts');
  const { createSqliteRetention } = await import('../sqlite/execution-retention.ts');
  const { createSqliteResourceStore } = await import('../sqlite/resource-store.ts');
  const database = openSqlite(dataDirectory);
  return {
    executions: createSqliteExecutionStore(database),
    resources: createSqliteResourceStore(database),
    retention: createSqliteRetention(database),
    close: () => database.close(),
  };
}
