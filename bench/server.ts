import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';

/** The built emulator in a process of its own. */
export interface Server {
  readonly port: number;
  /** Seconds from the start of the process to its first answer. */
  readonly firstAnswer: number;
  /** Megabytes of memory that the process holds now. */
  rss(): Promise<number>;
  stop(): Promise<void>;
}

/** @param options of `stepyard start` */
export async function startServer(options: readonly string[]): Promise<Server> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, ['bin/stepyard.js', 'start', '--port', String(port), ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 5));
  const firstAnswer = (performance.now() - started) / 1000;
  return { port, firstAnswer, rss: () => residentMegabytes(child), stop: () => stopped(child) };
}

/** A server that answers every request at once: what HTTP itself costs on this machine. */
export async function startBareServer(): Promise<Server> {
  const port = await freePort();
  const script = `require('node:http').createServer((request, response) => {
    request.resume().on('end', () => response.end('{}'));
  }).listen(${port}, '127.0.0.1')`;
  const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
  while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 5));
  return { port, firstAnswer: 0, rss: () => residentMegabytes(child), stop: () => stopped(child) };
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health`)).ok;
  } catch {
    return false;
  }
}

async function residentMegabytes({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid ?? 0}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

async function stopped(child: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exited;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
