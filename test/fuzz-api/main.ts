import { commandOptions } from '../support/command-options.ts';
import { fuzzApi, ROUND } from './fuzz.ts';

const USAGE = `npm run fuzz:api -- [--requests N] [--seed S]

  --requests  how many requests (default 100000); every ${ROUND} of them see a new world
  --seed      of the first world (default: by chance)`;

async function main(): Promise<number> {
  const values = commandOptions({ requests: { type: 'string', default: '100000' }, seed: { type: 'string' } }, USAGE);
  const requests = Number(values.requests);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  if (!Number.isInteger(requests) || !Number.isInteger(seed)) {
    console.error(USAGE);
    return 2;
  }
  const started = performance.now();
  const report = await fuzzApi({ requests, seed });
  if (report.fault) {
    const { fault, request, seed: replay } = report.fault;
    console.log(`${fault}\n\n${request}\n\n  npm run fuzz:api -- --seed ${replay} --requests ${ROUND}`);
    return 1;
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(`seed ${seed}: ${report.requests} requests in ${seconds.toFixed(0)} s, all answered as they may be`);
  const counts = [...report.answers].toSorted(([, a], [, b]) => b - a);
  if (report.neverDone.length > 0) console.log(`  never done: ${report.neverDone.join(', ')}`);
  console.log(`  ${counts.map(([name, count]) => `${name} ${count}`).join(', ')}`);
  return 0;
}

process.exitCode = await main();
