/**
 * Bundles the `stepyard` command, so that it starts fast and needs no TypeScript at run time. Packages stay outside,
 * and what only some commands need is in chunks of its own.
 *
 *     node scripts/build.mjs [folder]     (default dist)
 */
import { rm } from 'node:fs/promises';
import { build } from 'esbuild';

const outdir = process.argv[2] ?? 'dist';

await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: { stepyard: 'lib/cli/main.ts', 'function-worker': 'lib/adapters/tasks/local/function-worker.ts' },
  outdir,
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
