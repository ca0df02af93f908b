import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RunFunction } from '../lambda/emulated-service.ts';
import { functionArn } from '../lambda/function-target.ts';
import type { FunctionTarget } from '../lambda/function-target.ts';
import type { LocalFunction } from '../lambda/function-source.ts';
import { createBundler } from './bundle.ts';
import { createEnvironmentPool } from './environment-pool.ts';
import type { EnvironmentPool } from './environment-pool.ts';
import { startEnvironment } from './execution-environment.ts';

/** What local functions get from the server they run in. */
export interface LocalFunctionHost {
  /** Environment variables that every function has; asked for whenever a thread starts. */
  readonly environment?: () => Readonly<Record<string, string | undefined>>;
  /** Takes what functions print; absent: nobody does. */
  readonly onFunctionOutput?: (output: FunctionOutput) => void;
}

interface FunctionOutput {
  readonly functionName: string;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

export interface LocalFunctions {
  add(name: string, source: LocalFunction): RunFunction;
  close(): Promise<void>;
}

/** Events that one function handles at the same time; the rest wait for their turn. Each has a thread of its own. */
const CONCURRENCY = 100;

/** Nobody waits for this answer: the call was given up before its turn came. */
const GIVEN_UP = { error: 'Lambda.SdkClientException', cause: 'Unable to execute HTTP request: Request was aborted' };

export async function createLocalFunctions(host: LocalFunctionHost): Promise<LocalFunctions> {
  const directory = await mkdtemp(join(tmpdir(), 'stepyard-functions-'));
  const script = await workerScript(directory);
  const pools: EnvironmentPool[] = [];
  return {
    add(name, source) {
      const bundler = createBundler(source.module, directory, name);
      let region = '';
      const print = (stream: FunctionOutput['stream'], text: string) =>
        host.onFunctionOutput?.({ functionName: name, stream, text });
      const complain = sayOnce((text) => print('stderr', `${text}\n`));
      const pool = createEnvironmentPool(
        (bundle) =>
          startEnvironment({
            name,
            source,
            bundle,
            script,
            environment: functionEnvironment(name, source, region, host),
            onOutput: print,
          }),
        CONCURRENCY,
      );
      pools.push(pool);
      return async ({ target, payload, clientContext }, requestId, signal) => {
        region = target.region;
        const bundle = await bundler();
        complain('errorType' in bundle ? bundle.errorMessage : undefined);
        if ('errorType' in bundle) return { payload: JSON.stringify(bundle), failed: true };
        return pool.use(bundle.url, async (environment) => {
          if (signal.aborted) return GIVEN_UP;
          return environment().invoke({
            payload,
            requestId,
            functionArn: invokedArn(target),
            ...(clientContext !== undefined && { clientContext }),
          });
        });
      };
    },
    async close() {
      await Promise.all(pools.map((pool) => pool.close()));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Says the same text again only when there was another one, or none, in between. */
function sayOnce(say: (text: string) => void): (text: string | undefined) => void {
  let last: string | undefined;
  return (text) => {
    if (text !== undefined && text !== last) say(text);
    last = text;
  };
}

function invokedArn(target: FunctionTarget): string {
  return target.qualifier === undefined ? functionArn(target) : `${functionArn(target)}:${target.qualifier}`;
}

function functionEnvironment(name: string, source: LocalFunction, region: string, host: LocalFunctionHost) {
  const variables: Readonly<Record<string, string | undefined>> = {
    ...host.environment?.(),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(source.memoryMegabytes),
    LAMBDA_TASK_ROOT: dirname(source.module),
    _HANDLER: source.export,
    ...source.environment,
  };
  return Object.fromEntries(
    Object.entries(variables).filter((variable): variable is [string, string] => variable[1] !== undefined),
  );
}

/** The thread's program: a file beside the bundled command, or, when run from source, compiled on the spot. */
async function workerScript(directory: string): Promise<URL> {
  if (!import.meta.url.endsWith('.ts')) return new URL('./function-worker.js', import.meta.url);
  const { build } = await import('esbuild');
  const outfile = join(directory, 'function-worker.mjs');
  const source = fileURLToPath(new URL('./function-worker.ts', import.meta.url));
  await build({ entryPoints: [source], outfile, bundle: true, platform: 'node', target: 'node20', format: 'esm' });
  return pathToFileURL(outfile);
}
