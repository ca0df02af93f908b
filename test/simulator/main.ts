import { commandOptions } from '../support/command-options.ts';
import { BREAKAGES } from './breakages.ts';
import { simulate, type Mode, type SimulationOptions } from './simulate.ts';

const USAGE = `npm run simulate -- [--seeds N] [--seed S] [--faults P] [--mode lambda|laptop] [--without RULE] [--trace]

  --seeds   how many runs (default 100)
  --seed    the first seed (default 1); with --trace usually the only one
  --faults  probability of a fault at each await (default 0.12)
  --mode    lambda: many processes, SQS; laptop: one process that owns the store (default: both)
  --without break a rule of the commit protocol on purpose: ${Object.keys(BREAKAGES).join(', ')}
  --trace   print everything that happens`;

async function main(): Promise<number> {
  const values = commandOptions(
    {
      seeds: { type: 'string' },
      seed: { type: 'string', default: '1' },
      faults: { type: 'string', default: '0.12' },
      mode: { type: 'string' },
      without: { type: 'string' },
      trace: { type: 'boolean', default: false },
    },
    USAGE,
  );
  const first = Number(values.seed);
  const seeds = Number(values.seeds ?? (values.trace ? '1' : '100'));
  const faults = Number(values.faults);
  const modes = values.mode === undefined ? ['lambda', 'laptop'] : [values.mode];
  const known = modes.every((mode): mode is Mode => mode === 'lambda' || mode === 'laptop');
  const breakage = values.without === undefined ? {} : BREAKAGES[values.without];
  if (!known || !breakage || !Number.isInteger(first) || !Number.isInteger(seeds) || !(faults >= 0 && faults < 1)) {
    console.error(USAGE);
    return 2;
  }
  const rule = values.without === undefined ? '' : ` --without ${values.without}`;
  let failed = 0;
  for (const mode of modes)
    failed += await runMode({ mode, faults, breakage, rule, ...(values.trace && { trace: printed }) }, first, seeds);
  return failed === 0 ? 0 : 1;
}

function printed(line: string): void {
  console.log(line);
}

interface Run extends Omit<SimulationOptions, 'seed'> {
  /** The option that breaks a rule, to be repeated with the seed. */
  readonly rule: string;
}

async function runMode(options: Run, first: number, seeds: number): Promise<number> {
  const { mode, faults } = options;
  const started = performance.now();
  const statuses = new Map<string, number>();
  const faultCounts = new Map<string, number>();
  let deliveries = 0;
  let failed = 0;
  for (let seed = first; seed < first + seeds; seed += 1) {
    const report = await simulate({ ...options, seed });
    addAll(statuses, report.statuses);
    addAll(faultCounts, report.faults);
    deliveries += report.deliveries;
    if (report.violations.length === 0) continue;
    failed += 1;
    console.log(`\nSeed ${seed} breaks a promise:`);
    for (const violation of report.violations) console.log(`  ${violation}`);
    console.log(
      `  npm run simulate -- --mode ${mode} --seed ${seed} --seeds 1 --faults ${faults}${options.rule} --trace`,
    );
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
