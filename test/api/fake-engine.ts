import type { Engine, TokenTask } from '../../lib/engine/engine.ts';
import type { HistoryEventText } from '../../lib/engine/history-codec.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { Execution, ExecutionStore, Head } from '../../lib/ports/execution-store.ts';

/** An engine whose executions run until the test ends them. */
interface FakeEngine extends Engine {
  readonly stimuli: (readonly [executionArn: string, stimulus: object])[];
  /** What the next stimuli come to. */
  outcome: 'applied' | 'closed';
  events: readonly HistoryEventText[];
  finish(executionArn: string, end: Pick<Head, 'status'> & Partial<Head>): Promise<Execution>;
}

const RUNNING: Head = {
  version: 1,
  nonce: 'n',
  status: 'RUNNING',
  redriveCount: 0,
  snapshot: '',
  lastEventId: 1,
};
const NO_EVENTS = { firstId: 1, lastId: 1, text: '' };

export function createFakeEngine(executions: ExecutionStore, clock: Clock): FakeEngine {
  const fake: FakeEngine = {
    stimuli: [],
    outcome: 'applied',
    events: [],
    finish: async (executionArn, end) => {
      const execution = await executions.get(executionArn);
      if (execution === undefined) throw new Error(`No execution ${executionArn}`);
      const head = {
        ...execution.head,
        version: execution.head.version + 1,
        stopDate: clock.now(),
        snapshot: end.status === 'SUCCEEDED' ? '' : 'at rest',
        ...end,
      };
      await executions.commit(execution.record, execution.head.version, head, undefined);
      return { record: execution.record, head };
    },
    start: async (record) => {
      const result = await executions.create({ record, head: RUNNING }, NO_EVENTS);
      const execution = { record, head: RUNNING };
      return result.created ? { started: true, execution } : { started: false, existing: result.existing };
    },
    startSync: async (record) => ({ status: 'SUCCEEDED', stopDate: record.startDate + 101, output: record.input }),
    updateMapRun: async () => true,
    startExpress: async () => {},
    testState: () => Promise.reject(new Error('The fake engine tests no states')),
    stop: async (executionArn, { error, cause }) => {
      const execution = await executions.get(executionArn);
      if (execution?.head.status !== 'RUNNING') return execution;
      return fake.finish(executionArn, {
        status: 'ABORTED',
        ...(error === undefined ? {} : { error }),
        ...(cause === undefined ? {} : { cause }),
      });
    },
    redrive: async ({ record, head }, clientToken) => {
      const { stopDate, error, cause, ...rest } = head;
      const redriveDate = clock.now();
      const redrivenHead: Head = {
        ...rest,
        version: head.version + 1,
        status: 'RUNNING',
        redriveCount: head.redriveCount + 1,
        redriveDate,
        ...(clientToken === undefined ? {} : { redriveRequests: [{ clientToken, redriveDate }] }),
      };
      const { committed } = await executions.commit(record, head.version, redrivenHead, undefined);
      return { redriven: committed, execution: { record, head: redrivenHead } };
    },
    stimulate: async (executionArn, stimulus) => {
      fake.stimuli.push([executionArn, stimulus]);
      return fake.outcome;
    },
    history: async (_executionArn, fromId, toId) => fake.events.filter(({ id }) => id >= fromId && id <= toId),
    encodeToken: (task) => `token:${JSON.stringify(task)}`,
    decodeToken: (token) => (token.startsWith('token:') ? (JSON.parse(token.slice(6)) as TokenTask) : undefined),
  };
  return fake;
}
