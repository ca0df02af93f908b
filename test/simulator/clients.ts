import { activityTaskPartition, type ActivityTask } from '../../lib/ports/activity-task.ts';
import type { TaskStimulus } from '../../lib/asl/machine/stimulus.ts';
import { childArn } from '../../lib/engine/map-run/child-arn.ts';
import type { MapRun } from '../../lib/ports/map-run.ts';
import { StoreUnavailable } from '../../lib/ports/store-unavailable.ts';
import { detailOf, type Host } from './host.ts';
import type { Process } from './process.ts';
import { ACTIVITY, executionArnOf, ITEMS, PARENT } from './workload.ts';
import type { World } from './world.ts';

/** People and programs outside; they do not die, and most of them ask again when no answer comes. */
export interface Clients {
  /** Starts one execution of the workload, and perhaps stops it some time. */
  start(name: string): void;
  /** Perhaps redrives an execution that has ended without success, some time or at once; perhaps two people do. */
  redrive(executionArn: string): void;
  /** Answers a task token some time; perhaps never, perhaps twice. */
  callback(token: string): void;
  /** A worker looks for an activity task. */
  poll(): void;
  /** Perhaps meddles with a map run that has just begun: changes it, stops a child, or stops the execution. */
  mapRun(run: MapRun): void;
  /** Requests that have not been answered yet. */
  busy(): number;
}

const STOP_RATE = 0.3;
const REDRIVE_RATE = 0.8;
const MEDDLE_RATE = 0.6;
const TRIES = 25;
const IMPATIENT_RATE = 0.2;

type Answer =
  { readonly type: 'succeeded'; readonly output: string } | { readonly type: 'failed'; readonly error: string };

function nameOf(executionArn: string): string {
  return executionArn.slice(executionArn.lastIndexOf(':') + 1);
}

export function createClients(world: World, host: () => Host): Clients {
  const { random, scheduler, ledger } = world;
  let busy = 0;
  let answers = 0;
  let redrives = 0;

  /** Asks until there is an answer, or only once; `then` gets it. */
  function ask<T>(
    what: string,
    request: (process: Process) => Promise<T>,
    then: (answer: T) => void = () => undefined,
  ): void {
    let tries = random.chance(IMPATIENT_RATE) ? TRIES - 1 : 0;
    busy += 1;
    const once = (): void => {
      host()
        .api(what, request)
        .then(
          (answer) => {
            busy -= 1;
            then(answer);
          },
          (error: unknown) => {
            world.trace(`${what} is not answered: ${String(error)}`);
            if (!(error instanceof StoreUnavailable)) ledger.violated(`${what} failed: ${detailOf(error)}`);
            tries += 1;
            if (tries < TRIES) scheduler.after(random.between(200, 3_000), once);
            else busy -= 1;
          },
        );
    };
    once();
  }

  function stimulate(token: string, stimulus: (task: { pend: number; attempt: number }) => TaskStimulus): void {
    ask('SendTask…', async ({ engine }) => {
      const task = engine.decodeToken(token);
      if (!task) throw new Error('A token of ours was refused.');
      return engine.stimulate(task.executionArn, stimulus(task));
    });
  }

  function outcome(): Answer {
    if (random.chance(0.1)) return { type: 'failed', error: 'Worker.Failed' };
    const output = JSON.stringify({ callback: (answers += 1) });
    ledger.gave(output);
    return { type: 'succeeded', output };
  }

  function settle(token: string, answer: Answer): void {
    stimulate(token, ({ pend, attempt }) => ({ ...answer, pend, attempt }));
  }

  /** GetActivityTask, as the API does it: the execution decides which worker gets a task. */
  async function takeTask({ stores, engine }: Process): Promise<ActivityTask | undefined> {
    const partition = activityTaskPartition(ACTIVITY);
    for (const { sort, body: task } of await stores.resources.list<ActivityTask>(partition, { limit: 10 })) {
      const { executionArn, pend, attempt } = task;
      const result = await engine.stimulate(executionArn, { type: 'activityStarted', pend, attempt });
      await stores.resources.delete(partition, sort);
      if (result === 'applied') return task;
    }
    return undefined;
  }

  function work(token: string): void {
    if (random.chance(0.05)) return;
    const seconds = random.chance(0.2) ? random.between(30, 80) : random.between(0, 10);
    for (let beat = 10; beat < seconds; beat += 10) {
      scheduler.after(beat * 1_000, () =>
        stimulate(token, (task) => ({
          type: 'heartbeat',
          at: scheduler.now(),
          pend: task.pend,
          attempt: task.attempt,
        })),
      );
    }
    scheduler.after(seconds * 1_000 + random.between(1, 500), () => settle(token, outcome()));
  }

  function perhapsStop(executionArn: string): void {
    if (!random.chance(STOP_RATE)) return;
    const delay = random.chance(0.5) ? random.between(1, 60_000) : random.between(1, 4_000_000) * random.next();
    scheduler.after(delay, () => stop(executionArn));
  }

  function stop(executionArn: string): void {
    ask(
      `StopExecution ${nameOf(executionArn)}`,
      ({ engine }) => engine.stop(executionArn, { error: 'Stopped' }),
      (stopped) => {
        const stored = ledger.executions.get(executionArn)?.head;
        // It may have been looked for before it was started, and it may have been redriven since it was stopped.
        const isThat = stored !== undefined && stored.redriveCount === stopped?.head.redriveCount;
        if (isThat && stored.status === 'RUNNING') {
          ledger.violated(`The stop of ${executionArn} was acknowledged too soon.`);
        }
      },
    );
  }

  /** RedriveExecution, as the API does it: whoever was faster, a request that is sent again is done once. */
  async function redriveOnce({ stores, engine }: Process, executionArn: string, clientToken: string): Promise<boolean> {
    for (;;) {
      const execution = await stores.executions.get(executionArn);
      if (!execution) throw new Error('An execution that had ended is gone.');
      const { status, redriveRequests = [] } = execution.head;
      if (redriveRequests.some((request) => request.clientToken === clientToken)) return true;
      if (status === 'RUNNING' || status === 'SUCCEEDED') return false;
      if ((await engine.redrive(execution, clientToken)).redriven) return true;
    }
  }

  function askForRedrive(executionArn: string): void {
    const clientToken = `redrive ${(redrives += 1)}`;
    ask(
      `RedriveExecution ${nameOf(executionArn)}`,
      (process) => redriveOnce(process, executionArn, clientToken),
      (done) => {
        const stored = ledger.executions.get(executionArn)?.head.redriveRequests ?? [];
        if (done && !stored.some((request) => request.clientToken === clientToken)) {
          ledger.violated(`The redrive of ${executionArn} was acknowledged too soon.`);
        }
        if (done) perhapsStop(executionArn);
      },
    );
  }

  return {
    redrive(executionArn) {
      if (!random.chance(REDRIVE_RATE)) return;
      const delay = random.chance(0.4) ? random.between(0, 200) : random.between(200, 300_000);
      for (let people = random.chance(0.2) ? 2 : 1; people > 0; people -= 1) {
        busy += 1;
        scheduler.after(delay + random.between(0, 20), () => {
          busy -= 1;
          askForRedrive(executionArn);
        });
      }
    },

    start(name) {
      const executionArn = executionArnOf(PARENT, name);
      const record = {
        executionArn,
        stateMachineArn: PARENT.stateMachineArn,
        name,
        revision: PARENT.id,
        // A map run is dear, so only one execution has one that is not empty.
        input: JSON.stringify({ name, items: ITEMS, parts: name === 'e1' ? ITEMS : [] }),
        startDate: scheduler.now(),
      };
      ask(
        `StartExecution ${name}`,
        ({ engine }) => engine.start(record, PARENT),
        () => {
          if (!ledger.executions.has(executionArn))
            ledger.violated(`The start of ${executionArn} was acknowledged too soon.`);
        },
      );
      perhapsStop(executionArn);
    },

    callback(token) {
      if (random.chance(0.05)) return;
      const delay = random.chance(0.4) ? random.between(0, 200) : random.between(200, 50_000);
      const answer = outcome();
      scheduler.after(delay, () => settle(token, answer));
      if (random.chance(0.2)) scheduler.after(delay + random.between(0, 20), () => settle(token, outcome()));
    },

    poll() {
      scheduler.after(random.between(50, 2_000), () => {
        ask('GetActivityTask', takeTask, (task) => {
          if (task) work(task.taskToken);
        });
      });
    },

    mapRun(run) {
      if (!random.chance(MEDDLE_RATE)) return;
      const { mapRunArn, executionArn } = run;
      const meddle = random.weighted([
        ['stop', 2],
        ['stopChild', 1],
        ['update', 1],
      ]);
      busy += 1;
      scheduler.after(random.chance(0.5) ? random.between(0, 300) : random.between(0, 10_000), () => {
        busy -= 1;
        if (meddle === 'update') {
          const settings = { maxConcurrency: random.between(1, 3), toleratedFailureCount: random.between(0, 2) };
          ask(`UpdateMapRun ${nameOf(mapRunArn)}`, ({ engine }) => engine.updateMapRun(mapRunArn, settings));
        } else if (meddle === 'stopChild') stop(childArn(run, random.between(0, ITEMS.length - 1)));
        else stop(executionArn);
      });
    },

    busy: () => busy,
  };
}
