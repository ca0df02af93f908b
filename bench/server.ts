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
  /** The most that it has ever held. */
  peakRss(): Promise<number>;
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
  return { port, firstAnswer, ...memoryOf(child), stop: () => stopped(child) };
}

/** A server that answers every request at once: what HTTP itself costs on this machine. */
export async function startBareServer(): Promise<Server> {
  const port = await freePort();
  const script = `require('node:http').createServer((request, response) => {
    request.resume().on('end', () => response.end('{}'));
  }).listen(${port}, '127.0.0.1')`;
  const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
  while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 5));
  return { port, firstAnswer: 0, ...memoryOf(child), stop: () => stopped(child) };
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health`)).ok;
  } catch {
    return false;
  }
}

function memoryOf({ pid }: ChildProcess): Pick<Server, 'rss' | 'peakRss'> {
  const megabytes = async (line: RegExp): Promise<number> =>
    Number(line.exec(await readFile(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1]) / 1024;
  return { rss: () => megabytes(/VmRSS:\s+(\d+)/), peakRss: () => megabytes(/VmHWM:\s+(\d+)/) };
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
