import { createStateMachine, onServer } from './on-server.ts';
import { seconds, type Figure } from './report.ts';
import { workloads } from './workloads.ts';

const RUNS = 5;

/** An inline Map of 10,000 items in an Express execution: how long its caller waits, and what the server needs for it. */
export function measureLargeMap(): Promise<readonly Figure[]> {
  return onServer(async (client, server) => {
    const idle = await server.rss();
    const stateMachineArn = await createStateMachine(client, workloads.largeMap);
    const start = { stateMachineArn, input: JSON.stringify(workloads.largeMap.input) };
    let fastest = Infinity;
    for (let run = 0; run < RUNS; run += 1) {
      const took = await seconds(async () => {
        const { status } = await client.call('StartSyncExecution', start);
        if (status !== 'SUCCEEDED') throw new Error(`The execution is ${String(status)}.`);
      });
      fastest = Math.min(fastest, took);
    }
    return [
      { name: 'inline Map of 10,000 items', value: fastest, unit: 's' },
      {
        name: 'memory at most, for such Maps one after the other',
        value: await server.peakRss(),
        unit: 'MB',
        against: { name: 'idle', value: idle },
      },
    ];
  });
}
