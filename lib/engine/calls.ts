import type { AbandonedJob, Pend, PendId, Snapshot } from '../asl/machine/snapshot.ts';
import type { TaskStimulus } from '../asl/machine/stimulus.ts';
import type { EngineContext } from './context.ts';
import { stopJob } from './jobs.ts';
import { fillPayloads, type LoadedExecution } from './loaded-execution.ts';
import { mockedCall } from './mocked-call.ts';
import { perform } from './perform.ts';

interface Running {
  readonly pend: Pend;
  readonly controller: AbortController;
}

/** A job that a call has started. */
interface Started {
  readonly executionArn: string;
  readonly abandoned: AbandonedJob;
}

/** The calls that one turn has under way, and their answers as they come. */
export class Calls {
  readonly #context: EngineContext;
  readonly #running = new Map<string, Running>();
  /** How far each pend has come: 0 is its call, what follows are looks at its job. */
  readonly #made = new Map<PendId, number>();
  /** Calls that nobody waits for any more, and that may start a job all the same. */
  readonly #givenUp = new Set<string>();
  /** Jobs that the execution may not know of yet. */
  readonly #started = new Map<PendId, Started>();
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
  has({ id, looks = 0 }: Pend): boolean {
    return (this.#made.get(id) ?? -1) >= looks;
  }

  /** Is there an answer that somebody waits for, or will there be one? */
  isAwaited(pends: Snapshot['pends']): boolean {
    return this.#answers.length > 0 || [...this.#running.values()].some(({ pend }) => pends.has(pend.id));
  }

  async start(loaded: LoadedExecution, pend: Pend): Promise<void> {
    if (pend.call?.parameters.isMissing === true && pend.call.job === undefined) {
      await fillPayloads(this.#context.executions, loaded, loaded.missing);
    }
    const controller = new AbortController();
    const name = nameOf(pend);
    this.#running.set(name, { pend, controller });
    this.#made.set(pend.id, pend.looks ?? 0);
    void this.#answersTo(loaded, pend, controller.signal).then((answers) => {
      const started = startedJob(loaded.execution.record.executionArn, pend, answers);
      if (this.#givenUp.delete(name) && started) void this.#stop(started);
      // A call that was given up has no answer any more.
      if (!this.#running.delete(name)) return;
      if (started) this.#started.set(pend.id, started);
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

  /**
   * Gives up the calls that nobody waits for any more, and stops the jobs that they have started or will have.
   * @param pends as they are stored
   */
  async keepOnly(pends: Snapshot['pends']): Promise<void> {
    for (const [name, { pend, controller }] of this.#running) {
      if (pends.has(pend.id)) continue;
      this.#running.delete(name);
      // A request that is broken off may have got through.
      if (pend.kind === 'sync' && pend.call?.job === undefined) this.#givenUp.add(name);
      else controller.abort();
    }
    for (const id of this.#made.keys()) if (!pends.has(id)) this.#made.delete(id);
    const abandoned: Started[] = [];
    for (const [id, started] of this.#started) {
      const pend = pends.get(id);
      if (!pend) abandoned.push(started);
      if (pend?.call?.job !== undefined || !pend) this.#started.delete(id);
    }
    await Promise.all(abandoned.map((started) => this.#stop(started)));
  }

  #stop({ executionArn, abandoned }: Started): Promise<void> {
    return stopJob(this.#context, executionArn, abandoned);
  }

  /** The turn is over, or has failed: what its calls come to is for others to find out. */
  abortAll(): void {
    for (const { controller } of this.#running.values()) controller.abort();
    this.#running.clear();
  }
}

function startedJob(executionArn: string, { call }: Pend, answers: readonly TaskStimulus[]): Started | undefined {
  for (const answer of answers) {
    if (answer.type !== 'submitted' || !answer.unfinished || !call) continue;
    return { executionArn, abandoned: { resource: call.resource, job: answer.unfinished.job } };
  }
  return undefined;
}

/** A pend asks for one call, and then perhaps for many looks at the job that it has started. */
function nameOf({ id, looks = 0 }: Pend): string {
  return `${id}/${looks}`;
}
