import { recoverExecutions } from '../../lib/adapters/embedded/recovery.ts';
import { createMemoryQueue, type MemoryQueue } from '../../lib/adapters/memory/queue.ts';
import { takeTurn } from '../../lib/engine/turn.ts';
import { StoreUnavailable } from '../../lib/ports/store-unavailable.ts';
import { detailOf, type Host } from './host.ts';
import { createProcess, type Process, type ProcessParts } from './process.ts';
import { io } from './sandbox.ts';
import { count, type World } from './world.ts';

const SWEEP_EVERY_MS = 60_000;

/** One process with everything in it and the shipped queue; when it dies it is started again and scans the store. */
export function createLaptop(world: World, parts: Omit<ProcessParts, 'queue' | 'send' | 'exclusive'>): Host {
  const { random, scheduler, ledger } = world;
  let starts = 0;
  let deliveries = 0;
  let current: Process | undefined;

  function boot(): void {
    const clock = { now: () => scheduler.now(), sleep: sleepOf(world) };
    const queue: MemoryQueue = createMemoryQueue(clock, {
      onFailure: (error) => {
        world.trace(`${process.sandbox.id}: a turn failed: ${String(error)}`);
        if (!(error instanceof StoreUnavailable)) ledger.violated(`A turn failed: ${detailOf(error)}`);
      },
    });
    const process = createProcess(world, `laptop${(starts += 1)}`, {
      ...parts,
      queue,
      send: (message, delayMs) => queue.send(message, delayMs),
      exclusive: true,
    });
    const { sandbox, context } = process;
    current = process;
    sandbox.onDeath.push(() => {
      queue.close();
      current = undefined;
      scheduler.after(random.between(500, 20_000), boot);
    });
    queue.consume((delivery) => {
      deliveries += 1;
      if (sandbox.diedAt !== undefined) return new Promise(() => undefined);
      world.trace(`${sandbox.id} receives ${delivery.message.lineage}`);
      const what = `delete ${delivery.message.lineage}`;
      return takeTurn(
        context,
        {
          ...delivery,
          delete: () => io(world, sandbox, { what, effect: () => delivery.delete(), within: true, takes: 0 }),
        },
        Infinity,
      );
    });
    recover(process);
    sweep(process, scheduler.now());
  }

  /** Tells what the last process has not told, and later what this one could not. */
  function sweep(process: Process, before: number): void {
    const { sandbox, context } = process;
    if (sandbox.diedAt !== undefined) return;
    context.statusOutbox?.sweep(before).catch((error: unknown) => world.trace(`A sweep failed: ${String(error)}`));
    scheduler.after(SWEEP_EVERY_MS, () => sweep(process, scheduler.now() - SWEEP_EVERY_MS));
  }

  /** A process that cannot read its store tries again. */
  function recover(process: Process): void {
    recoverExecutions(process.context).catch((error: unknown) => {
      world.trace(`${process.sandbox.id} could not recover: ${String(error)}`);
      scheduler.after(1_000, () => recover(process));
    });
  }

  boot();
  return {
    api<T>(what: string, request: (process: Process) => Promise<T>): Promise<T> {
      const process = current;
      if (!process) return Promise.reject(new StoreUnavailable(`${what}: connection refused`));
      return new Promise((resolve, reject) => {
        const unanswered = (): void => reject(new StoreUnavailable(`${what}: no answer`));
        process.sandbox.onDeath.push(unanswered);
        request(process).then((answer) => {
          if (!random.chance(world.faultRate / 4)) resolve(answer);
          else {
            count(world, 'replyToClientLost');
            unanswered();
          }
        }, reject);
      });
    },
    messages: () => 0,
    deliveries: () => deliveries,
  };
}

function sleepOf({ scheduler }: World) {
  return (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      signal?.addEventListener('abort', () => resolve());
      scheduler.after(ms, resolve);
    });
}
