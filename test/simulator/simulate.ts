import { createMemoryExecutionStore } from '../../lib/adapters/memory/execution-store.ts';
import { createMemoryResourceStore } from '../../lib/adapters/memory/resource-store.ts';
import { activityPartition } from '../../lib/ports/activity.ts';
import { activityTaskPartition } from '../../lib/ports/activity-task.ts';
import { MAP_RUN_SORT, type MapRun } from '../../lib/ports/map-run.ts';
import { REVISION_SORT, revisionPartition } from '../../lib/ports/revision.ts';
import type { ResourceStore } from '../../lib/ports/resource-store.ts';
import { createClients } from './clients.ts';
import { createCloud } from './cloud.ts';
import { CLOUD_FAULTS, LAPTOP_FAULTS, type Fault, type Mishap } from './faults.ts';
import type { Host } from './host.ts';
import { checkHistory } from './invariants.ts';
import { checkUnknownJobs } from './job-invariants.ts';
import { createJobService } from './jobs.ts';
import { checkMapRuns } from './map-run-invariants.ts';
import { createLaptop } from './laptop.ts';
import { createLedger } from './ledger.ts';
import type { Breakage } from './process.ts';
import { createRandom } from './random.ts';
import { createScheduler } from './scheduler.ts';
import { createServices } from './services.ts';
import { ACTIVITY, CHILD, PARENT } from './workload.ts';
import type { World } from './world.ts';

export type Mode = 'lambda' | 'laptop';

export interface SimulationOptions {
  readonly seed: number;
  readonly mode: Mode;
  /** Probability of a fault at each await of each process. */
  readonly faults: number;
  /** Takes a line for each thing that happens. */
  readonly trace?: (line: string) => void;
  /** For proving that broken rules are seen. */
  readonly breakage?: Breakage;
}

export interface Report {
  /** Broken promises; empty when all is well. */
  readonly violations: readonly string[];
  /** How many executions ended in which way. */
  readonly statuses: ReadonlyMap<string, number>;
  readonly faults: ReadonlyMap<Fault | Mishap, number>;
  readonly deliveries: number;
  /** Simulated milliseconds. */
  readonly took: number;
}

const EXECUTIONS = 4;
/** All executions are started within this time. */
const STARTS_MS = 5_000;
const START = Date.UTC(2030, 0, 1);
/** Every execution of the workload ends long before this. */
const LIMIT_MS = 12 * 3_600_000;

/** Runs the workload once, from a seed; the same options always give the same report. */
export async function simulate(options: SimulationOptions): Promise<Report> {
  const { mode, faults: faultRate, breakage = {} } = options;
  const random = createRandom(options.seed);
  const scheduler = createScheduler(START, mode === 'laptop' ? 2 : 1);
  const ledger = createLedger((executionArn) => clients.redrive(executionArn));
  const world: World = {
    random,
    scheduler,
    ledger,
    faultRate,
    faults: mode === 'laptop' ? LAPTOP_FAULTS : CLOUD_FAULTS,
    faultCounts: new Map(),
    trace: (line) => options.trace?.(`${((scheduler.now() - START) / 1000).toFixed(3).padStart(10)} ${line}`),
  };
  const jobs = createJobService(world);
  const executions = createMemoryExecutionStore();
  const resources = await resourcesOfWorkload({
    queued: () => clients.poll(),
    mapRun(run, version) {
      ledger.storedMapRun(run);
      if (version === 0) clients.mapRun(run);
    },
  });
  const clients = createClients(world, () => host);
  const host: Host = (mode === 'laptop' ? createLaptop : createCloud)(world, {
    truth: { executions, resources },
    tasks: (process) => createServices(world, process, jobs, (token) => clients.callback(token)),
    breakage,
  });
  for (let number = 1; number <= EXECUTIONS; number += 1) {
    scheduler.after(random.between(0, STARTS_MS - 1), () => clients.start(`e${number}`));
  }

  await scheduler.run(() => ledger.violations.length > 0 || isQuiet(), START + LIMIT_MS);
  for (const { record, head } of ledger.executions.values()) {
    if (head.status === 'RUNNING' && ledger.violations.length === 0) {
      ledger.violated(`${record.executionArn} never ended (version ${head.version}).`);
    }
  }
  if (ledger.violations.length === 0) {
    for (const change of ledger.untold()) ledger.violated(`${change} was never told.`);
  }
  const ended = [...ledger.executions.values()].filter(({ head }) => head.status !== 'RUNNING');
  const circumstances = { withoutFaults: faultRate === 0, isDurable: mode === 'lambda' };
  for (const execution of ended) await checkHistory(ledger, executions, execution, jobs, circumstances);
  // A process that dies takes with it what it was about to hear.
  if (faultRate === 0 && mode === 'laptop') checkUnknownJobs(jobs, (what) => ledger.violated(what));
  if (ledger.violations.length === 0) for (const execution of ended) await checkMapRuns(ledger, resources, execution);

  /** Everything has ended, and nobody is going to say or do anything any more. */
  function isQuiet(): boolean {
    if (clients.busy() > 0 || host.messages() > 0 || scheduler.now() < START + STARTS_MS) return false;
    for (const { head } of ledger.executions.values()) if (head.status === 'RUNNING') return false;
    if (ledger.openMapRuns() > 0) return false;
    return ledger.untold().length === 0;
  }

  const statuses = new Map<string, number>();
  for (const { head } of ledger.executions.values()) statuses.set(head.status, (statuses.get(head.status) ?? 0) + 1);
  return {
    violations: ledger.violations,
    statuses,
    faults: world.faultCounts,
    deliveries: host.deliveries(),
    took: scheduler.now() - START,
  };
}

interface Watchers {
  /** An activity task is queued. */
  queued(): void;
  /** A map run is stored in the place of this version. */
  mapRun(run: MapRun, version: number | undefined): void;
}

/** The revisions that are run; watchers are told what is stored. */
async function resourcesOfWorkload(watchers: Watchers): Promise<ResourceStore> {
  const store = createMemoryResourceStore();
  for (const revision of [PARENT, CHILD]) await store.put(revisionPartition(revision.id), REVISION_SORT, revision);
  const [, , , region = '', account = '', , name = ''] = ACTIVITY.split(':');
  await store.put(activityPartition({ account, region }), name, {});
  return {
    ...store,
    async put(partition, sort, body, expected) {
      if (partition === activityTaskPartition(ACTIVITY)) watchers.queued();
      const result = await store.put(partition, sort, body, expected);
      if (result.stored && sort === MAP_RUN_SORT) watchers.mapRun(body as MapRun, expected);
      return result;
    },
  };
}
