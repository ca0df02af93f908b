import { sendDueWakes } from '../../lib/adapters/aws/pump.ts';
import { takeTurn } from '../../lib/engine/turn.ts';
import type { Delivery } from '../../lib/ports/queue.ts';
import { StoreUnavailable } from '../../lib/ports/store-unavailable.ts';
import { detailOf, type Host } from './host.ts';
import { createProcess, type Process, type ProcessParts } from './process.ts';
import { kill } from './sandbox.ts';
import { createSqsQueue, MAX_DELAY_MS } from './sqs-queue.ts';
import { count, type World } from './world.ts';

/** Hard ends of the three functions. */
const TURN_MS = 120_000;
const API_MS = 29_000;
const PUMP_MS = 60_000;
/** How long an invocation waits until what it has to tell is told, and how old a note is that nobody else sends. */
const FLUSH_MS = 2_000;
const OWED_MS = 60_000;
/** Messages in one invocation. */
const BATCH = 3;
const PUMP_EVERY_MS = 300_000;

/** Lambda and SQS: many short-lived processes, each used again while it is warm. */
export function createCloud(world: World, parts: Omit<ProcessParts, 'queue' | 'send' | 'exclusive'>): Host {
  const { random, scheduler, ledger } = world;
  const idle: Record<'turn' | 'api', Process[]> = { turn: [], api: [] };
  const queue = createSqsQueue(world, deliver);
  let processes = 0;

  function processFor(role: 'turn' | 'api'): Process {
    const warm = random.chance(0.8) ? idle[role].shift() : undefined;
    if (warm) return warm;
    return createProcess(world, `${role}${(processes += 1)}`, {
      ...parts,
      queue: { durable: true, maxDelayMs: MAX_DELAY_MS },
      send: (message, delayMs) => queue.send(message, delayMs),
      exclusive: false,
    });
  }

  /** Runs one invocation; it is killed at its hard end. Resolves when it has ended by itself. */
  async function invoke<T>(process: Process, role: 'turn' | 'api', ms: number, run: () => Promise<T>): Promise<T> {
    let over = false;
    scheduler.after(ms, () => {
      if (over || process.sandbox.diedAt !== undefined) return;
      count(world, 'deadline');
      kill(world, process.sandbox, 'time is up');
    });
    try {
      return await run();
    } finally {
      await process.context.statusOutbox?.flush(FLUSH_MS);
      over = true;
      idle[role].push(process);
    }
  }

  function deliver(): void {
    for (;;) {
      const process = processFor('turn');
      const batch = queue.receive(random.between(1, BATCH), process.sandbox);
      if (batch.length === 0) {
        idle.turn.unshift(process);
        return;
      }
      const deadline = scheduler.now() + TURN_MS;
      const turns = (): Promise<unknown> => Promise.all(batch.map((delivery) => turn(process, delivery, deadline)));
      void invoke(process, 'turn', TURN_MS, turns);
    }
  }

  async function turn(process: Process, delivery: Delivery, deadline: number): Promise<void> {
    const deletesFirst = parts.breakage.deletesFirst === true;
    try {
      if (deletesFirst) await delivery.delete();
      const kept = deletesFirst ? { ...delivery, delete: () => Promise.resolve() } : delivery;
      await takeTurn(process.context, kept, deadline);
      world.trace(`${process.sandbox.id} is done with ${delivery.message.lineage}`);
    } catch (error) {
      // The message stays and comes again.
      world.trace(`${process.sandbox.id} gives up ${delivery.message.lineage}: ${String(error)}`);
      if (!(error instanceof StoreUnavailable)) ledger.violated(`A turn failed: ${detailOf(error)}`);
    }
  }

  /** Sends the messages of far timers, and of those that seem to have been forgotten. */
  function pump(): void {
    scheduler.after(PUMP_EVERY_MS, pump);
    const process = processFor('api');
    invoke(process, 'api', PUMP_MS, async () => {
      await sendDueWakes(process.context);
      await process.context.statusOutbox?.sweep(scheduler.now() - OWED_MS);
    }).catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable)) ledger.violated(`The pump failed: ${detailOf(error)}`);
    });
  }

  scheduler.after(random.between(1, PUMP_EVERY_MS), pump);
  return {
    api<T>(what: string, request: (process: Process) => Promise<T>): Promise<T> {
      const process = processFor('api');
      world.trace(`${process.sandbox.id} is asked: ${what}`);
      return new Promise((resolve, reject) => {
        const unanswered = (): void => reject(new StoreUnavailable(`${what}: no answer`));
        process.sandbox.onDeath.push(unanswered);
        invoke(process, 'api', API_MS, () => request(process)).then((answer) => {
          if (!random.chance(world.faultRate / 4)) resolve(answer);
          else {
            count(world, 'replyToClientLost');
            unanswered();
          }
        }, reject);
      });
    },
    messages: () => queue.size(),
    deliveries: () => queue.received(),
  };
}
