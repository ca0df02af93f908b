import { Worker } from 'node:worker_threads';
import type { LocalFunction } from '../lambda/function-source.ts';
import { sandboxError } from './function-error.ts';
import type { FunctionError } from './function-error.ts';
import type { FunctionResult } from '../lambda/emulated-service.ts';
import type { InvokeMessage, WorkerMessage, WorkerStart } from './worker-messages.ts';

/** One thread that holds one loaded function, as Lambda's execution environments do. */
export interface ExecutionEnvironment {
  /** The bundle it has loaded. */
  readonly bundle: string;
  /** False once the function exited, crashed or timed out: the next event needs another environment. */
  readonly alive: boolean;
  /** Gives the function one event; never while another is in progress. */
  invoke(event: Omit<InvokeMessage, 'deadline'>): Promise<FunctionResult>;
  end(): Promise<void>;
}

interface EnvironmentOptions {
  readonly name: string;
  readonly source: LocalFunction;
  readonly bundle: string;
  /** The file of function-worker. */
  readonly script: URL;
  readonly environment: Readonly<Record<string, string>>;
  readonly onOutput: (stream: 'stdout' | 'stderr', text: string) => void;
}

/** Loading a module may take as long as in Lambda; the function's own time-out starts after that. */
const INIT_SECONDS = 10;

export function startEnvironment(options: EnvironmentOptions): ExecutionEnvironment {
  const { name, source, bundle } = options;
  const worker = new Worker(options.script, {
    name: `function ${name}`,
    workerData: {
      bundle,
      module: source.module,
      export: source.export,
      functionName: name,
      memoryMegabytes: source.memoryMegabytes,
    } satisfies WorkerStart,
    env: options.environment,
    resourceLimits: { maxOldGenerationSizeMb: source.memoryMegabytes },
  });
  worker.unref();
  let alive = true;
  let log = '';
  let finish: ((result: FunctionResult) => void) | undefined;
  let startClock: (() => void) | undefined;
  let ready = false;
  let requestId = '';
  const fail = (error: FunctionError) => finish?.({ payload: JSON.stringify(error), failed: true, log });

  worker.on('message', (message: WorkerMessage) => {
    if (message.type === 'ready') {
      ready = true;
      startClock?.();
    } else if (message.type === 'output') {
      log += message.text;
      options.onOutput(message.stream, message.text);
    } else {
      if (message.last) alive = false;
      finish?.({ payload: message.payload, failed: message.failed, log });
    }
  });
  worker.on('error', (error: Error & { readonly code?: string }) => {
    alive = false;
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') fail(sandboxError.outOfMemory(requestId));
    else fail({ errorType: error.name, errorMessage: error.message });
  });
  worker.on('exit', (exitCode) => {
    alive = false;
    fail(sandboxError.exited(requestId, exitCode));
  });

  return {
    bundle,
    get alive() {
      return alive;
    },
    invoke(event) {
      requestId = event.requestId;
      log = '';
      return new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        const limit = (seconds: number) => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            alive = false;
            fail(sandboxError.timedOut(event.requestId, seconds));
            void worker.terminate();
          }, seconds * 1000);
        };
        finish = (result) => {
          finish = startClock = undefined;
          clearTimeout(timer);
          resolve(result);
        };
        startClock = () => {
          limit(source.timeoutSeconds);
          worker.postMessage({ ...event, deadline: Date.now() + source.timeoutSeconds * 1000 } satisfies InvokeMessage);
        };
        if (ready) startClock();
        else limit(INIT_SECONDS);
      });
    },
    async end() {
      alive = false;
      await worker.terminate();
    },
  };
}
