/** Bundles the `stepyard` command into dist/, so that it starts fast and needs no TypeScript at run time. */
import { existsSync } from 'node:fs';
import { build } from 'esbuild';

const entryPoints = { stepyard: 'lib/cli/main.ts', 'function-worker': 'lib/adapters/tasks/local/function-worker.ts' };

await build({
  entryPoints: Object.fromEntries(Object.entries(entryPoints).filter(([, file]) => existsSync(file))),
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
