import { bareRequestsPerSecond, createStateMachine, onServer, requestsPerSecond } from './on-server.ts';
import type { Figure } from './report.ts';
import { workloads, type Workload } from './workloads.ts';

interface ApiCase {
  readonly action: string;
  readonly what: string;
  readonly workload: Workload;
  /** How many executions have ended when it begins. */
  readonly executions: number;
  /** The request, once the state machine and these executions are there. @param turn how many requests went before it */
  readonly request: (
    made: { readonly start: object; readonly executionArns: readonly string[] },
    turn: number,
  ) => object;
}

const inTurn: ApiCase['request'] = ({ executionArns }, turn) => ({
  executionArn: executionArns[turn % executionArns.length],
});

const cases: readonly ApiCase[] = [
  {
    action: 'StartExecution',
    what: 'one Pass state',
    workload: workloads.onePass,
    executions: 1,
    request: ({ start }) => start,
  },
  {
    action: 'DescribeExecution',
    what: 'one Pass state',
    workload: workloads.onePass,
    executions: 1,
    request: inTurn,
  },
  {
    action: 'GetExecutionHistory',
    what: '100 events, again and again',
    workload: workloads.hundredEvents,
    executions: 1,
    request: inTurn,
  },
  {
    action: 'GetExecutionHistory',
    what: '100 events, of 1,000 executions in turn',
    workload: workloads.hundredEvents,
    executions: 1_000,
    request: inTurn,
  },
  {
    action: 'StartSyncExecution',
    what: 'five Pass states',
    workload: workloads.fivePassExpress,
    executions: 1,
    request: ({ start }) => start,
  },
];

/** Single actions over HTTP on the durable store, 16 clients at once, beside a server that does nothing. */
export async function measureApi(): Promise<readonly Figure[]> {
  const bare = { name: 'doing nothing', value: await bareRequestsPerSecond() };
  const figures: Figure[] = [];
  for (const { action, what, workload, executions, request } of cases) {
    const value = await onServer(async (client) => {
      const stateMachineArn = await createStateMachine(client, workload);
      const start = { stateMachineArn, input: JSON.stringify(workload.input) };
      const starting = workload.type === 'EXPRESS' ? 'StartSyncExecution' : 'StartExecution';
      const executionArns: string[] = [];
      while (executionArns.length < executions) {
        const { executionArn } = await client.call(starting, start);
        executionArns.push(String(executionArn));
      }
      let turn = 0;
      return requestsPerSecond(client, action, () => request({ start, executionArns }, turn++));
    });
    figures.push({ name: `${action}, ${what}`, value, unit: 'requests/s', against: bare });
  }
  return figures;
}
