import { parseArgs } from 'node:util';
import { simulate, type Mode } from './simulate.ts';

const USAGE = `npm run simulate -- [--seeds N] [--seed S] [--faults P] [--mode lambda|laptop] [--trace]

  --seeds   how many runs (default 100)
  --seed    the first seed (default 1); with --trace usually the only one
  --faults  probability of a fault at each await (default 0.12)
  --mode    lambda: many processes, SQS; laptop: one process that owns the store (default: both)
  --trace   print everything that happens`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string' },
      seed: { type: 'string', default: '1' },
      faults: { type: 'string', default: '0.12' },
      mode: { type: 'string' },
      trace: { type: 'boolean', default: false },
    },
  });
  const first = Number(values.seed);
  const seeds = Number(values.seeds ?? (values.trace ? '1' : '100'));
  const faults = Number(values.faults);
  const modes = values.mode === undefined ? ['lambda', 'laptop'] : [values.mode];
  const known = modes.every((mode): mode is Mode => mode === 'lambda' || mode === 'laptop');
  if (!known || !Number.isInteger(first) || !Number.isInteger(seeds) || !(faults >= 0 && faults < 1)) {
    console.error(USAGE);
    return 2;
  }
  let failed = 0;
  for (const mode of modes) failed += await runMode(mode, first, seeds, faults, values.trace);
  return failed === 0 ? 0 : 1;
}

async function runMode(mode: Mode, first: number, seeds: number, faults: number, traced: boolean): Promise<number> {
  const started = performance.now();
  const statuses = new Map<string, number>();
  const faultCounts = new Map<string, number>();
  let deliveries = 0;
  let failed = 0;
  for (let seed = first; seed < first + seeds; seed += 1) {
    const report = await simulate({ seed, mode, faults, ...(traced && { trace: (line) => console.log(line) }) });
    addAll(statuses, report.statuses);
    addAll(faultCounts, report.faults);
    deliveries += report.deliveries;
    if (report.violations.length === 0) continue;
    failed += 1;
    console.log(`\nSeed ${seed} breaks a promise:`);
    for (const violation of report.violations) console.log(`  ${violation}`);
    console.log(`  npm run simulate -- --mode ${mode} --seed ${seed} --seeds 1 --faults ${faults} --trace`);
  }
  const ms = (performance.now() - started) / seeds;
  console.log(`${mode}: ${seeds} seeds, ${failed} failed, ${ms.toFixed(1)} ms each, faults ${faults}`);
  console.log(`  executions: ${listed(statuses, 1)}`);
  console.log(`  for each seed: ${(deliveries / seeds).toFixed(1)} deliveries, ${listed(faultCounts, seeds)}`);
  return failed;
}

function addAll(to: Map<string, number>, from: ReadonlyMap<string, number>): void {
  for (const [name, number] of from) to.set(name, (to.get(name) ?? 0) + number);
}

function listed(counts: ReadonlyMap<string, number>, by: number): string {
  return [...counts].map(([name, number]) => `${name} ${Number((number / by).toFixed(1))}`).join(', ');
}

process.exitCode = await main();
