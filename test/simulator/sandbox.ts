import { StoreUnavailable } from '../../lib/ports/store-unavailable.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { Fault } from './faults.ts';
import { count, type World } from './world.ts';

/** A process that can be killed: from then on nothing it awaits ever comes, so it has no effects any more. */
export interface Sandbox {
  readonly id: string;
  diedAt: number | undefined;
  readonly onDeath: (() => void)[];
}

export function createSandbox(id: string): Sandbox {
  return { id, diedAt: undefined, onDeath: [] };
}

export function kill(world: World, sandbox: Sandbox, why: string): void {
  if (sandbox.diedAt !== undefined) return;
  world.trace(`${sandbox.id} DIES: ${why}`);
  sandbox.diedAt = world.scheduler.now();
  for (const listener of sandbox.onDeath) listener();
}

export interface Request<T> {
  readonly what: string;
  /** Does it, in one synchronous step. */
  readonly effect: () => Promise<T>;
  /** Milliseconds without a fault; a few by default. */
  readonly takes?: number;
  /** It happens inside of the process: it takes no time and its outcome is always known. */
  readonly within?: true;
  /** What the caller sees when the outcome is unknown; by default the await rejects. */
  readonly unknown?: () => T;
}

/** A dead process's request that is still on its way may arrive this much later. */
const LATE_MS = 5_000;
const SLOW_MS = 30_000;

/** The one way for a process to reach anything outside of it, and where everything goes wrong. */
export function io<T>(world: World, sandbox: Sandbox, request: Request<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    if (sandbox.diedAt !== undefined) return;
    const { random, scheduler } = world;
    const drawn = random.chance(world.faultRate) ? random.weighted(world.faults) : undefined;
    const fault = request.within && drawn !== 'crashBefore' && drawn !== 'crashAfter' ? undefined : drawn;
    world.trace(`${sandbox.id} ${request.what}${fault === undefined ? '' : ` [${fault}]`}`);
    if (fault) count(world, fault);
    if (fault === 'crashBefore') {
      kill(world, sandbox, `before ${request.what}`);
      return;
    }
    const { landsIn, repliesIn } = timing(world, fault, request.takes ?? random.between(2, 12));
    const survivesSender = random.chance(0.5);
    let outcome: Promise<T> | undefined;
    if (landsIn !== undefined) {
      scheduler.after(landsIn, () => {
        const { diedAt } = sandbox;
        if (diedAt !== undefined && !(survivesSender && scheduler.now() - diedAt <= LATE_MS)) return;
        if (fault !== undefined) world.trace(`${sandbox.id} ${request.what} lands`);
        outcome = request.effect();
        outcome.catch(() => undefined);
        if (fault === 'crashAfter') kill(world, sandbox, `after ${request.what}`);
      });
    }
    scheduler.after(repliesIn, () => {
      if (sandbox.diedAt !== undefined) return;
      if (outcome && (fault === undefined || fault === 'slow')) outcome.then(resolve, reject);
      else if (request.unknown) resolve(request.unknown());
      else reject(new StoreUnavailable(`${request.what}: the outcome is not known.`));
    });
  });
}

function timing(
  { random }: World,
  fault: Fault | undefined,
  takes: number,
): { readonly landsIn: number | undefined; readonly repliesIn: number } {
  const landsIn = Math.floor(takes / 2);
  switch (fault) {
    case 'requestLost':
      return { landsIn: undefined, repliesIn: random.between(takes, LATE_MS) };
    case 'replyLost':
      return { landsIn, repliesIn: takes + random.between(0, LATE_MS) };
    case 'lateLanding':
      return { landsIn: takes + random.between(0, LATE_MS), repliesIn: takes };
    case 'slow': {
      const repliesIn = takes + random.between(0, SLOW_MS);
      return { landsIn: random.between(0, repliesIn), repliesIn };
    }
    default:
      return { landsIn, repliesIn: takes };
  }
}

/** The clock of a process; a process can die in its sleep. */
export function clockOf({ scheduler }: World, sandbox: Sandbox): Clock {
  return {
    now: () => scheduler.now(),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          if (sandbox.diedAt === undefined) resolve();
        };
        if (signal?.aborted === true) {
          wake();
          return;
        }
        signal?.addEventListener('abort', wake);
        scheduler.after(ms, wake);
      }),
  };
}
