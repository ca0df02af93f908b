/**
 * Runs in a thread of its own: loads one function and gives it one event at a time, as Lambda's Node.js runtime does.
 * A function that crashes, exits or never comes back ends this thread, not the server.
 */
import { createRequire } from 'node:module';
// The thread's process, not the server's: its events, its streams, its environment.
import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { describeThrown, runtimeError } from './function-error.ts';
import type { FunctionError } from './function-error.ts';
import { lambdaContext } from './lambda-context.ts';
import type { InvokeMessage, WorkerMessage, WorkerStart } from './worker-messages.ts';

type Handler = (event: unknown, context: unknown, callback: Callback) => unknown;
type Callback = (error: unknown, result?: unknown) => void;

const start = workerData as WorkerStart;
const port = parentPort;
if (!port) throw new Error('function-worker runs in a worker thread only');
const send = (message: WorkerMessage) => port.postMessage(message);

for (const stream of ['stdout', 'stderr'] as const) {
  // Through the port, so that what was printed arrives before the result.
  process[stream].write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => {
    send({ type: 'output', stream, text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8') });
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') process.nextTick(callback);
    return true;
  };
}

process.setSourceMapsEnabled(true);
// Bundled CommonJS asks for packages through a global `require`; they are looked up from the author's module.
Object.assign(globalThis, { require: createRequire(start.module) });

/** Ends the invocation that is in progress; later answers of the same invocation are ignored. */
let finish: ((payload: string, failed: boolean, last: boolean) => void) | undefined;

function fail(error: FunctionError, last: boolean): void {
  if (finish) finish(JSON.stringify(error), true, last);
  else if (last) {
    // Between two events: nobody waits for an answer, but the function is in no state to take another one.
    send({ type: 'output', stream: 'stderr', text: `${error.errorType}: ${error.errorMessage}\n` });
    process.exit(1);
  }
}

process.on('uncaughtException', (thrown) => {
  fail(describeThrown(thrown), true);
});
process.on('unhandledRejection', (reason) => {
  const message = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
  fail(runtimeError('Runtime.UnhandledPromiseRejection', message, reason), true);
});
// Nothing is left to do, and the function has not answered: Lambda answers null.
process.on('beforeExit', () => finish?.('null', false, false));

const loaded = await loadHandler();
port.on('message', (message: InvokeMessage) => invoke(message));
send({ type: 'ready' });

function invoke(message: InvokeMessage): void {
  // While the function runs, only its own work may keep the thread alive.
  port?.unref();
  finish = (payload, failed, last) => {
    finish = undefined;
    port?.ref();
    send({ type: 'result', payload, failed, last });
    if (last) process.exit(1);
  };
  if (typeof loaded !== 'function') {
    fail(loaded, false);
    return;
  }
  const answer: Callback = (error, result) => {
    if (error !== null && error !== undefined) fail(describeThrown(error), false);
    else succeed(result);
  };
  try {
    const context = lambdaContext(start, message, answer);
    const returned = loaded(JSON.parse(message.payload), context, answer);
    if (isPromise(returned)) returned.then(succeed, (thrown: unknown) => fail(describeThrown(thrown), false));
  } catch (thrown) {
    fail(describeThrown(thrown), false);
  }
}

function succeed(result: unknown): void {
  try {
    // In an array, what has no JSON text (undefined, functions) is null, as Lambda answers it.
    finish?.(JSON.stringify([result]).slice(1, -1), false, false);
  } catch (thrown) {
    // Cycles and BigInt.
    fail({ ...describeThrown(thrown), errorMessage: 'Unable to stringify response body' }, false);
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

async function loadHandler(): Promise<Handler | FunctionError> {
  try {
    const module = (await import(start.bundle)) as Readonly<Record<string, unknown>>;
    const handler = member(module, start.export) ?? member(module['default'], start.export);
    if (typeof handler === 'function') return handler as Handler;
    return runtimeError('Runtime.HandlerNotFound', `${start.module}: ${start.export} is undefined or not exported`);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return runtimeError('Runtime.UserCodeSyntaxError', String(thrown), thrown);
    if (thrown instanceof Error && 'code' in thrown && String(thrown.code).includes('MODULE_NOT_FOUND')) {
      return runtimeError('Runtime.ImportModuleError', String(thrown), thrown);
    }
    return describeThrown(thrown);
  }
}

function member(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((found, name) => {
    return typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>)[name] : undefined;
  }, value);
}
