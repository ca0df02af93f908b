import { engineContext } from '../../../lib/adapters/engine-context.ts';
import { createMemoryExecutionStore } from '../../../lib/adapters/memory/execution-store.ts';
import { createMemoryResourceStore } from '../../../lib/adapters/memory/resource-store.ts';
import { createEngine } from '../../../lib/engine/create-engine.ts';
import type { TaskOutcome, TaskRequest } from '../../../lib/ports/task-runner.ts';
import { createTestApi, ROLE } from '../harness.ts';

type Members = Readonly<Record<string, unknown>>;

/** An answer of TestState with its JSON texts parsed. */
interface TestAnswer {
  readonly status?: string;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  readonly inspectionData?: Members;
}

/** The API on a real engine. What Tasks call is up to the test; time passes at once. */
export function createStateTester(call: (request: TaskRequest, signal: AbortSignal) => Promise<TaskOutcome> = echo) {
  let time = 1_700_000_000_000;
  const clock = {
    now: () => time,
    sleep: async (ms: number, signal?: AbortSignal) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted !== true) time += ms;
    },
  };
  const context = engineContext({
    executions: createMemoryExecutionStore(),
    resources: createMemoryResourceStore(),
    queue: { durable: false, maxDelayMs: 0, send: () => Promise.reject(new Error('A test of a state queues nothing')) },
    tasks: { classify: () => 'idempotent', lostError: () => ({ error: 'Lost', cause: '' }), call },
    clock,
    tokenKey: new Uint8Array(32),
    exclusiveOwner: undefined,
    log: ({ error }) => {
      throw error;
    },
  });
  const { ok, error } = createTestApi({ engine: createEngine(context), clock });
  const request = ({ state, input, variables, context: given, ...members }: TestRequest): object => ({
    definition: JSON.stringify(state),
    roleArn: ROLE,
    ...(input === undefined ? {} : { input: JSON.stringify(input) }),
    ...(variables === undefined ? {} : { variables: JSON.stringify(variables) }),
    ...(given === undefined ? {} : { context: JSON.stringify(given) }),
    ...members,
  });
  return {
    /** Tests a state. Members that TestState takes as JSON texts are given as JSON. */
    test: async (members: TestRequest): Promise<TestAnswer> => parsed(await ok('TestState', request(members))),
    /** What a refused test says: `Name: message`. */
    refusal: (members: TestRequest): Promise<string> => error('TestState', request(members)),
    now: () => time,
  };
}

export interface TestRequest extends Members {
  readonly state: unknown;
  readonly input?: unknown;
  readonly variables?: object;
  readonly context?: unknown;
}

async function echo({ parameters }: TaskRequest): Promise<TaskOutcome> {
  return { output: parameters };
}

function parsed(answer: Members): TestAnswer {
  const { output, inspectionData } = answer;
  return {
    ...answer,
    ...(typeof output === 'string' ? { output: JSON.parse(output) as unknown } : {}),
    ...(inspectionData === undefined ? {} : { inspectionData: parsedData(inspectionData as Members) }),
  };
}

function parsedData(data: Members): Members {
  const entries = Object.entries(data);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? (JSON.parse(value) as unknown) : value]),
  );
}
