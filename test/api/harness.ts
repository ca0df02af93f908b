import { createMemoryExecutionStore } from '../../lib/adapters/memory/execution-store.ts';
import { createMemoryResourceStore } from '../../lib/adapters/memory/resource-store.ts';
import type { ApiContext, ApiLimits, LogEntry } from '../../lib/api/api-context.ts';
import { createApi } from '../../lib/api/create-api.ts';
import type { Api, ApiRequest } from '../../lib/api/protocol/message.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import { createFakeEngine } from './fake-engine.ts';

export const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/states`;
export const PASS = '{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}';
export const PASS_2 = '{"StartAt":"Q","States":{"Q":{"Type":"Pass","End":true}}}';

export function arnOf(resource: string): string {
  return `arn:aws:states:${REGION}:${ACCOUNT}:${resource}`;
}

/** The members of an answer, and how it came. */
interface Answer {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly body: Record<string, unknown>;
}

/** A clock that stands still but for `sleep`, which passes the time at once. */
interface TestClock extends Clock {
  advance(ms: number): void;
}

function createTestClock(start = 1_700_000_000_123): TestClock {
  let time = start;
  return {
    now: () => time,
    sleep: async (ms) => {
      time += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
    advance: (ms) => {
      time += ms;
    },
  };
}

export interface TestApi {
  readonly api: Api;
  readonly context: ApiContext;
  readonly clock: TestClock;
  readonly engine: ReturnType<typeof createFakeEngine>;
  readonly logged: LogEntry[];
  /** Calls an action and gives its answer, whatever it is. */
  readonly call: (action: string, body: object, request?: Partial<ApiRequest>) => Promise<Answer>;
  /** Calls an action that has to succeed. */
  readonly ok: (action: string, body: object) => Promise<Record<string, unknown>>;
  /** Calls an action that has to fail, and gives `Name: message`. */
  readonly error: (action: string, body: object) => Promise<string>;
  /** A state machine's ARN. */
  readonly machine: (name: string, members?: object) => Promise<string>;
}

export function createTestApi(overrides: Partial<ApiContext> & { limits?: Partial<ApiLimits> } = {}): TestApi {
  const clock = createTestClock();
  const executions = createMemoryExecutionStore();
  const engine = createFakeEngine(executions, clock);
  const logged: LogEntry[] = [];
  let uuids = 0;
  const context: ApiContext = {
    executions,
    resources: createMemoryResourceStore(),
    engine,
    clock,
    random: () => 0.5,
    uuid: () => `00000000-0000-4000-8000-${String((uuids += 1)).padStart(12, '0')}`,
    secret: new TextEncoder().encode('secret of the tests'),
    log: (entry) => logged.push(entry),
    ...overrides,
  };
  const api = createApi(context);

  const call: TestApi['call'] = async (action, body, request = {}) => {
    const response = await api({
      method: 'POST',
      path: '/',
      headers: headersFor(action),
      body: JSON.stringify(body),
      ...request,
    });
    return {
      status: response.status,
      requestId: response.headers['x-amzn-requestid'],
      body: JSON.parse(response.body) as Record<string, unknown>,
    };
  };
  const ok: TestApi['ok'] = async (action, body) => {
    const answer = await call(action, body);
    if (answer.status !== 200) throw new Error(`${action} failed: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  return {
    api,
    context,
    clock,
    engine,
    logged,
    call,
    ok,
    error: async (action, body) => {
      const answer = await call(action, body);
      if (answer.status === 200) throw new Error(`${action} succeeded: ${JSON.stringify(answer.body)}`);
      return `${String(answer.body.__type)}: ${String(answer.body.message)}`;
    },
    machine: async (name, members = {}) => {
      const answer = await ok('CreateStateMachine', { name, definition: PASS, roleArn: ROLE, ...members });
      return String(answer.stateMachineArn);
    },
  };
}

export function headersFor(action: string, account = ACCOUNT, region = REGION): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `AWSStepFunctions.${action}`,
    authorization: `AWS4-HMAC-SHA256 Credential=${account}/20250101/${region}/states/aws4_request, SignedHeaders=host, Signature=0`,
  };
}
