import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { laptopEngine } from './laptop-engine.ts';
import { best, seconds, type Figure } from './report.ts';
import { workloads, type Workload } from './workloads.ts';

const IN_FLIGHT = 128;

/** Engine and store in one process, without HTTP: on SQLite (each commit on disk before it counts), beside memory. */
export async function measureEngine(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const cases = [
    ['ten Pass states', workloads.tenPass, 20_000],
    ['ten Task states', workloads.tenTasks, 3_000],
    ['ten JSONata Task states', workloads.tenJsonataTasks, 1_500],
  ] as const;
  for (const [name, workload, executions] of cases) {
    const memory = await transitionsPerSecond(undefined, workload, executions);
    const directory = await mkdtemp(join(tmpdir(), 'stepyard-bench-'));
    const durable = await transitionsPerSecond(directory, workload, executions);
    await rm(directory, { recursive: true });
    figures.push(
      { name: `engine in memory, ${name}`, value: memory, unit: 'transitions/s' },
      {
        name: `engine on SQLite, durable, ${name}`,
        value: durable,
        unit: 'transitions/s',
        against: { name: 'in memory', value: memory },
      },
    );
  }
  return figures;
}

async function transitionsPerSecond(
  directory: string | undefined,
  { definition, input, transitions }: Workload,
  executions: number,
): Promise<number> {
  const laptop = await laptopEngine(directory);
  const revision = await laptop.revisionOf(definition);
  const text = JSON.stringify(input);
  const value = await best(3, async () => {
    let left = executions;
    const worker = async (): Promise<void> => {
      while (left-- > 0) await laptop.run(revision, text);
    };
    const took = await seconds(() => Promise.all(Array.from({ length: IN_FLIGHT }, worker)));
    return (executions * transitions) / took;
  });
  await laptop.close();
  return value;
}
