import { bareRequestsPerSecond, createStateMachine, onServer, requestsPerSecond } from './on-server.ts';
import type { Figure } from './report.ts';
import { workloads, type Workload } from './workloads.ts';

interface ApiCase {
  readonly action: string;
  readonly what: string;
  readonly workload: Workload;
  /** The request, once the state machine is there and an execution of it has ended. */
  readonly request: (made: { readonly start: object; readonly executionArn: string }) => object;
}

const cases: readonly ApiCase[] = [
  {
    action: 'StartExecution',
    what: 'one Pass state',
    workload: workloads.onePass,
    request: ({ start }) => start,
  },
  {
    action: 'DescribeExecution',
    what: 'one Pass state',
    workload: workloads.onePass,
    request: ({ executionArn }) => ({ executionArn }),
  },
  {
    action: 'GetExecutionHistory',
    what: '100 events',
    workload: workloads.hundredEvents,
    request: ({ executionArn }) => ({ executionArn }),
  },
  {
    action: 'StartSyncExecution',
    what: 'five Pass states',
    workload: workloads.fivePassExpress,
    request: ({ start }) => start,
  },
];

/** Single actions over HTTP on the durable store, 16 clients at once, beside a server that does nothing. */
export async function measureApi(): Promise<readonly Figure[]> {
  const bare = { name: 'doing nothing', value: await bareRequestsPerSecond() };
  const figures: Figure[] = [];
  for (const { action, what, workload, request } of cases) {
    const value = await onServer(async (client) => {
      const stateMachineArn = await createStateMachine(client, workload);
      const start = { stateMachineArn, input: JSON.stringify(workload.input) };
      const starting = workload.type === 'EXPRESS' ? 'StartSyncExecution' : 'StartExecution';
      const { executionArn } = await client.call(starting, start);
      return requestsPerSecond(client, action, request({ start, executionArn: String(executionArn) }));
    });
    figures.push({ name: `${action}, ${what}`, value, unit: 'requests/s', against: bare });
  }
  return figures;
}
