import { execFile, spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Inside the repository, so that the bundle finds its packages; not dist/, which somebody may be using. */
const built = join(ROOT, 'node_modules', '.cache', `stepyard-${process.pid}`);
const program = join(built, 'stepyard.js');

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Builds the command before the tests of a file, and takes it away after them. */
export function buildCommand(): void {
  beforeAll(async () => {
    await promisify(execFile)(process.execPath, [join(ROOT, 'scripts', 'build.mjs'), built], { cwd: ROOT });
  });
  afterAll(() => rm(built, { recursive: true, force: true }));
}

/** Without the variables that would send calls and logs elsewhere. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_ENDPOINT_URL')),
);

/** Runs the built command to its end. @param variables of the environment, besides this process's */
export function stepyard(
  args: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { ...environment, ...variables };
    execFile(process.execPath, [program, ...args], { cwd, env }, (error, stdout, stderr) => {
      const exitCode = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
      resolve({ exitCode, stdout, stderr });
    });
  });
}

/** Runs the built command until it has printed a text, sends it a signal then, and answers its exit code. */
export async function interrupt(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  text: string,
  signal: NodeJS.Signals,
): Promise<number | null> {
  const { cwd } = options;
  const env = { ...environment, ...options.env };
  const child = spawn(process.execPath, [program, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8');
    if (!child.killed && printed.includes(text)) child.kill(signal);
  });
  return exited;
}

export interface Serving {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  readonly readyLine: string;
  readonly endpoint: string;
  /** Sends a signal and waits for the exit code. */
  stop(signal: 'SIGINT' | 'SIGTERM'): Promise<number | null>;
}

/** Runs `stepyard start`; resolves with its first line. @param variables as of `stepyard` */
export async function serve(
  args: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const child = spawn(process.execPath, [program, 'start', ...args], {
    cwd,
    env: { ...environment, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const readyLine = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('\n')) resolve(text);
    });
    child.once('exit', (code) => reject(new Error(`stepyard start ended with ${code ?? 'a signal'}`)));
  });
  const endpoint = /http:\/\/\S+/.exec(readyLine)?.[0] ?? '';
  return {
    process: child,
    readyLine,
    endpoint,
    async stop(signal) {
      const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
      child.kill(signal);
      return exited;
    },
  };
}
