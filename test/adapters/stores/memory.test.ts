import { createMemoryExecutionStore } from '../../../lib/adapters/memory/execution-store.ts';
import { createMemoryResourceStore } from '../../../lib/adapters/memory/resource-store.ts';
import { describeExecutionStore } from './execution-store.contract.ts';
import { describeResourceStore } from './resource-store.contract.ts';

const close = async () => undefined;

describeExecutionStore('memory', async () => ({ store: createMemoryExecutionStore(), close }));
describeResourceStore('memory', async () => ({ store: createMemoryResourceStore(), close }));
