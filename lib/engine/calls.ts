import type { Pend, PendId, Snapshot } from '../asl/machine/snapshot.ts';
import type { TaskStimulus } from '../asl/machine/stimulus.ts';
import type { EngineContext } from './context.ts';
import { fillPayloads, type LoadedExecution } from './loaded-execution.ts';
import { mockedCall } from './mocked-call.ts';
import { perform } from './perform.ts';

interface Running {
  readonly pend: PendId;
  readonly controller: AbortController;
}

/** The calls that one turn has under way, and their answers as they come. */
export class Calls {
  readonly #context: EngineContext;
  readonly #running = new Map<string, Running>();
  readonly #made = new Set<string>();
  readonly #answers: TaskStimulus[] = [];
  #arrived: (() => void) | undefined;

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** Calls under way and answers that nobody has taken yet: a turn with any of them is not over. */
  get size(): number {
    return this.#running.size + this.#answers.length;
  }

  /** Was this call ever made, whatever became of it? */
  has(pend: Pend): boolean {
    return this.#made.has(nameOf(pend));
  }

  /** Is there an answer that somebody waits for, or will there be one? */
  isAwaited(pends: Snapshot['pends']): boolean {
    return this.#answers.length > 0 || [...this.#running.values()].some(({ pend }) => pends.has(pend));
  }

  async start(loaded: LoadedExecution, pend: Pend): Promise<void> {
    if (pend.call?.parameters.isMissing === true && pend.call.job === undefined) {
      await fillPayloads(this.#context.executions, loaded, loaded.missing);
    }
    const controller = new AbortController();
    const name = nameOf(pend);
    this.#running.set(name, { pend: pend.id, controller });
    this.#made.add(name);
    void this.#answersTo(loaded, pend, controller.signal).then((answers) => {
      // A call that was given up has no answer any more.
      if (!this.#running.delete(name)) return;
      this.#answers.push(...answers);
      this.#arrived?.();
    });
  }

  async #answersTo(loaded: LoadedExecution, pend: Pend, signal: AbortSignal): Promise<readonly TaskStimulus[]> {
    const mocked = mockedCall(this.#context, loaded, pend);
    return mocked ?? [await perform(this.#context, loaded.execution.record, loaded.machine, pend, signal)];
  }

  /** The answers that have come; waits for one, but no longer than `waitMs`, and not when the process ends. */
  async next(waitMs: number | undefined): Promise<readonly TaskStimulus[]> {
    if (this.#answers.length === 0) await this.#arrival(waitMs);
    return this.#answers.splice(0);
  }

  async #arrival(waitMs: number | undefined): Promise<void> {
    const { closing, clock } = this.#context;
    if (closing.aborted) return;
    const timer = new AbortController();
    const wake = (): void => this.#arrived?.();
    closing.addEventListener('abort', wake);
    const arrived = new Promise<void>((resolve) => {
      this.#arrived = resolve;
    });
    await (waitMs === undefined ? arrived : Promise.race([arrived, clock.sleep(waitMs, timer.signal)]));
    closing.removeEventListener('abort', wake);
    timer.abort();
    this.#arrived = undefined;
  }

  /** Gives up the calls that nobody waits for any more. */
  keepOnly(pends: Snapshot['pends']): void {
    for (const [name, { pend, controller }] of this.#running) {
      if (pends.has(pend)) continue;
      this.#running.delete(name);
      controller.abort();
    }
  }

  abortAll(): void {
    this.keepOnly(new Map());
  }
}

/** A pend asks for one call, and then perhaps for many looks at the job that it has started. */
function nameOf({ id, looks = 0 }: Pend): string {
  return `${id}/${looks}`;
}
