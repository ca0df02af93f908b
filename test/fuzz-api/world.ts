import { engineContext } from '../../lib/adapters/engine-context.ts';
import { createMemoryExecutionStore } from '../../lib/adapters/memory/execution-store.ts';
import { createMemoryResourceStore } from '../../lib/adapters/memory/resource-store.ts';
import { createApi } from '../../lib/api/create-api.ts';
import type { Api } from '../../lib/api/protocol/message.ts';
import { createEngine } from '../../lib/engine/create-engine.ts';
import { takeTurn } from '../../lib/engine/turn.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { ExecutionStore } from '../../lib/ports/execution-store.ts';
import type { Message } from '../../lib/ports/queue.ts';
import type { ResourceStore } from '../../lib/ports/resource-store.ts';
import type { TaskOutcome } from '../../lib/ports/task-runner.ts';
import type { Random } from '../simulator/random.ts';
import { watchStores, type Journal } from './journal.ts';

export interface World {
  readonly api: Api;
  readonly journal: Journal;
  /** What was logged: nobody's fault but ours. */
  readonly logged: string[];
  /** Task tokens that services were given. */
  readonly tokens: string[];
  /** Takes the turns that are due. */
  settle(): Promise<void>;
}

interface WorldStores {
  readonly executions: ExecutionStore;
  readonly resources: ResourceStore;
}

function memoryStores(): WorldStores {
  return { executions: createMemoryExecutionStore(), resources: createMemoryResourceStore() };
}

const NOON = Date.UTC(2024, 1, 29, 12);
const TURN_MS = 120_000;
const OUTCOMES: readonly TaskOutcome[] = [{ output: '{}' }, { output: '[1]' }, { error: 'E', cause: 'c' }];

/** The API on an engine of its own, in memory, where time passes only when somebody waits. */
export function createWorld(random: Random, stores: WorldStores = memoryStores()): World {
  const { executions, resources, journal } = watchStores(stores.executions, stores.resources);
  const logged: string[] = [];
  const tokens: string[] = [];
  const log = ({ message, error }: { message: string; error: unknown }): void => {
    logged.push(`${message}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
  let now = NOON;
  const clock: Clock = {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  let due: { readonly message: Message; readonly at: number }[] = [];
  const context = engineContext({
    executions,
    resources,
    clock,
    queue: {
      durable: false,
      maxDelayMs: Number.MAX_SAFE_INTEGER,
      async send(message, delayMs) {
        due.push({ message, at: now + delayMs });
      },
    },
    tasks: {
      classify: () => 'idempotent',
      lostError: () => ({ error: 'Lost', cause: 'c' }),
      call: async ({ parameters }) => {
        const [, token] = /"taskToken":"([^"]*)"/.exec(parameters) ?? [];
        if (token !== undefined) tokens.push(token);
        return OUTCOMES[random.between(0, OUTCOMES.length - 1)] ?? { output: '{}' };
      },
    },
    tokenKey: new Uint8Array(32),
    exclusiveOwner: 'fuzzer',
    log,
  });
  let uuids = 0;
  const api = createApi({
    executions,
    resources,
    engine: createEngine(context),
    clock,
    random: () => random.next(),
    uuid: () => `00000000-0000-4000-8000-${String((uuids += 1)).padStart(12, '0')}`,
    secret: new Uint8Array(32),
    log: ({ level, message, error }) => {
      if (level === 'error') log({ message, error });
    },
    limits: { activityPollMs: 100 },
  });

  async function settle(): Promise<void> {
    now += random.between(0, 5_000);
    const ready = due.filter(({ at }) => at <= now);
    due = due.filter(({ at }) => at > now);
    for (const { message } of ready) {
      await takeTurn(context, { message, delete: async () => undefined }, now + TURN_MS);
    }
  }

  return { api, journal, logged, tokens, settle };
}
