import { bareRequestsPerSecond, createStateMachine, onServer, requestsPerSecond } from './on-server.ts';
import type { Figure } from './report.ts';
import { workloads, type Workload } from './workloads.ts';

const cases = [
  ['ten Pass states', workloads.tenPass],
  ['Parallel of ten branches', workloads.parallel],
  ['inline Map of 100 items', workloads.map],
  ['Choice loop with States.MathAdd', workloads.choiceLoop],
] as const;

/** StartExecution over HTTP on the durable store, 16 clients at once, beside a server that does nothing. */
export async function measureHttp(): Promise<readonly Figure[]> {
  const bare = await bareRequestsPerSecond();
  const figures: Figure[] = [{ name: 'HTTP, a server that does nothing', value: bare, unit: 'requests/s' }];
  for (const [name, workload] of cases) {
    const executions = await executionsPerSecond(workload);
    figures.push(
      { name: `HTTP, durable, ${name}`, value: executions * workload.transitions, unit: 'transitions/s' },
      {
        name: `HTTP, durable, ${name}`,
        value: executions,
        unit: 'executions/s',
        against: { name: 'doing nothing', value: bare },
      },
    );
  }
  return figures;
}

function executionsPerSecond(workload: Workload): Promise<number> {
  return onServer(async (client) => {
    const stateMachineArn = await createStateMachine(client, workload);
    const start = { stateMachineArn, input: JSON.stringify(workload.input) };
    return requestsPerSecond(client, 'StartExecution', () => start);
  });
}
