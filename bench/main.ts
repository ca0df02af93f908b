import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureApi } from './api.ts';
import { measureCore } from './core.ts';
import { measureDistributedMap } from './distributed-map.ts';
import { measureEngine } from './engine.ts';
import { measureHttp } from './http.ts';
import { measureLargeMap } from './large-map.ts';
import { measureLists } from './lists.ts';
import { measureLongHistory } from './long-history.ts';
import { print } from './report.ts';
import { measureWaiting } from './waiting.ts';

const benchmarks = {
  core: measureCore,
  engine: measureEngine,
  'long-history': measureLongHistory,
  http: measureHttp,
  api: measureApi,
  lists: measureLists,
  'large-map': measureLargeMap,
  'distributed-map': measureDistributedMap,
  waiting: measureWaiting,
} as const;

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
  process.stderr.write(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.\n`);
  process.exit(2);
}

process.stdout.write(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}\n`);
for (const [name, measure] of Object.entries(benchmarks)) {
  if (positionals.length === 0 || positionals.includes(name)) print(await measure());
}
