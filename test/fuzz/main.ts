import { Worker } from 'node:worker_threads';
import { boundRegularExpressions } from '../../lib/adapters/bounded-regular-expressions.ts';
import { commandOptions } from '../support/command-options.ts';
import type { FuzzReport, FuzzTask } from './fuzz-worker.ts';

const USAGE = `npm run fuzz -- [--runs N] [--seed S] [--path P]

  --runs  how many definitions (default 100000)
  --seed  what is drawn (default: by chance)
  --path  replays one of the runs of a seed`;

/** A definition that keeps the interpreter busy for longer hangs it. */
const HANGING_MS = 30_000;

async function main(): Promise<number> {
  const values = commandOptions(
    { runs: { type: 'string', default: '100000' }, seed: { type: 'string' }, path: { type: 'string' } },
    USAGE,
  );
  const runs = Number(values.runs);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  if (!Number.isInteger(runs) || !Number.isInteger(seed)) {
    console.error(USAGE);
    return 2;
  }
  const replay = (path: string): string => `  npm run fuzz -- --seed ${seed} --path ${path}`;
  const begun = new Int32Array(new SharedArrayBuffer(4));
  const started = performance.now();
  const report = await watched({ runs, seed, path: values.path, begun });
  if (report === 'hangs') {
    console.log(`\nThe run has not ended after ${HANGING_MS / 1000} seconds:\n${replay(String(begun[0] ?? 0))}`);
    return 1;
  }
  if (report.failure) {
    const { path, message, definition, input, doing } = report.failure;
    console.log(`\n${message}\n\ndefinition ${definition}\ninput ${input}\nthen ${doing}\n\n${replay(path)}`);
    return 1;
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(`seed ${seed}: ${report.runs} runs in ${seconds.toFixed(0)} s, none failed`);
  console.log(`  ${report.ends.map(([end, count]) => `${end} ${count}`).join(', ')}`);
  return 0;
}

/** Runs in a thread of its own, because nothing else can see that it hangs. */
function watched(task: FuzzTask): Promise<FuzzReport | 'hangs'> {
  // Before the thread compiles any expression: as the server does.
  boundRegularExpressions();
  const worker = new Worker(new URL('./fuzz-thread.mjs', import.meta.url), { workerData: task, execArgv: [] });
  return new Promise((resolve, reject) => {
    let seen = -1;
    const timer = setInterval(() => {
      const now = task.begun[0] ?? 0;
      if (now === seen) resolve('hangs');
      seen = now;
      process.stdout.write(`\r${now}`);
    }, HANGING_MS);
    worker.once('message', (report: FuzzReport) => resolve(report));
    worker.once('error', reject);
    worker.once('exit', () => clearInterval(timer));
  }).finally(() => worker.terminate()) as Promise<FuzzReport | 'hangs'>;
}

process.exitCode = await main();
