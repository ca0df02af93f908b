import type { Context } from 'aws-lambda';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const FUNCTIONS = ['api', 'sync', 'turn', 'pump', 'keys'] as const;
type FunctionName = (typeof FUNCTIONS)[number];
export type PackagedFunction = (event: unknown, context: Context) => Promise<unknown>;

const PACKAGING_MS = 100_000;

const project = fileURLToPath(new URL('../../..', import.meta.url));
const require = createRequire(import.meta.url);

/** Packages the functions as for a deployment; needs neither network nor account. */
export async function packageFunctions(): Promise<void> {
  await promisify(execFile)('npm', ['run', 'package'], { cwd: project, timeout: PACKAGING_MS });
}

/** What the archive of a function holds. */
export function sourceOf(name: FunctionName): string {
  return readFileSync(bundleOf(name), 'utf8');
}

const bundleOf = (name: FunctionName) => `${project}.esbuild/.build/functions/${name}.cjs`;

/** Starts a new sandbox of a packaged function, as Lambda does: what an earlier one had in memory is not there. */
export function startSandbox(name: FunctionName): PackagedFunction {
  const file = bundleOf(name);
  Reflect.deleteProperty(require.cache, file);
  return (require(file) as { readonly handler: PackagedFunction }).handler;
}

/** What Lambda tells an invocation that has so much time left. */
export function invocation(functionName: string, timeoutMs: number): Context {
  const end = Date.now() + timeoutMs;
  return {
    functionName,
    awsRequestId: crypto.randomUUID(),
    getRemainingTimeInMillis: () => end - Date.now(),
  } as Context;
}
