import { expect, test, vi } from 'vitest';
import type { JsonObject } from '../../../lib/asl/json.ts';
import { Payload } from '../../../lib/asl/payload.ts';
import { createMapRun } from '../../../lib/engine/map-run/create-map-run.ts';
import { forgetAllReports } from '../../../lib/engine/map-run/ended-children.ts';
import { loadMapState, type MapState } from '../../../lib/engine/map-run/map-state.ts';
import { startChild } from '../../../lib/engine/map-run/start-child.ts';
import { changeMapRun } from '../../../lib/engine/map-run/stored-map-run.ts';
import { updateMapRun } from '../../../lib/engine/map-run/update-map-run.ts';
import { redrive } from '../../../lib/engine/redrive.ts';
import { stop } from '../../../lib/engine/stop.ts';
import { loadExecution } from '../../../lib/engine/loaded-execution.ts';
import {
  endedChildPartition,
  endedChildSort,
  MAP_RUN_SORT,
  OPEN_MAP_RUNS,
  type MapRun,
} from '../../../lib/ports/map-run.ts';
import type { TaskOutcome, TaskRequest } from '../../../lib/ports/task-runner.ts';
import { EXECUTION, mapping, mapRunStage, type MapRunStage } from './map-run-stage.ts';

const work = { Work: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:Work', End: true } };
const forever = (): Promise<TaskOutcome> => new Promise(() => undefined);

async function runningMapRun(stage: MapRunStage, children: number): Promise<MapRun> {
  await expect.poll(async () => (await stage.mapRuns())[0]?.itemCounts.running).toBe(children);
  const [run] = await stage.mapRuns();
  if (!run) throw new Error('There is no map run.');
  return run;
}

async function stateOf({ context }: MapRunStage, run: MapRun): Promise<MapState> {
  const state = await loadMapState(context, run);
  if (!state) throw new Error('Nobody waits for the map run.');
  return state;
}

const startLate = (stage: MapRunStage, run: MapRun, state: MapState, index: number): Promise<unknown> =>
  startChild(stage.context, run, state, index, { input: String(index), items: 1, position: null });

const statuses = async (stage: MapRunStage): Promise<readonly string[]> =>
  (await stage.children()).map(({ head }) => head.status);

test('a child that is started after the end of its map run ends before it does anything', async () => {
  const calls: string[] = [];
  const call = async ({ parameters }: TaskRequest): Promise<TaskOutcome> => {
    calls.push(parameters);
    return forever();
  };
  const stage = await mapRunStage(mapping({ MaxConcurrency: 1 }, work), { call });
  await stage.start([0, 1]);
  const run = await runningMapRun(stage, 1);
  const state = await stateOf(stage, run);
  await stop(stage.context, EXECUTION, {});
  await expect.poll(async () => (await stage.mapRuns())[0]?.status).toBe('ABORTED');
  await startLate(stage, run, state, 1);
  await expect.poll(() => statuses(stage)).toEqual(['ABORTED', 'ABORTED']);
  expect(calls).toEqual(['0']);
});

test('children of a start that was never stored are stopped with the map run, and go on with its redrive', async () => {
  let mended = false;
  const call = async ({ parameters }: TaskRequest): Promise<TaskOutcome> =>
    mended ? { output: parameters } : forever();
  const stage = await mapRunStage(mapping({ MaxConcurrency: 1 }, work), { call });
  await stage.start([0, 1, 2, 3]);
  const run = await runningMapRun(stage, 1);
  const state = await stateOf(stage, run);
  // Of three starts one got lost.
  await startLate(stage, run, state, 1);
  await startLate(stage, run, state, 3);
  await stop(stage.context, EXECUTION, {});
  await expect.poll(() => statuses(stage)).toEqual(['ABORTED', 'ABORTED', 'ABORTED']);
  mended = true;
  await redrive(stage.context, await stage.ended(), undefined);
  expect((await stage.ended()).head).toMatchObject({ status: 'SUCCEEDED', output: '[0,1,2,3]' });
  expect((await stage.mapRuns())[0]).toMatchObject({
    executionCounts: { total: 4, succeeded: 4, aborted: 0, pendingRedrive: 0 },
  });
});

test('reports of what has long been counted hide no other', async () => {
  const waiting: (() => void)[] = [];
  const call = ({ parameters }: TaskRequest): Promise<TaskOutcome> =>
    new Promise((resolve) => waiting.push(() => resolve({ output: parameters })));
  const stage = await mapRunStage(mapping({}, work), { call });
  await stage.start([0, 1]);
  const run = await runningMapRun(stage, 2);
  const { resources } = stage.context;
  for (let nth = 1; nth <= 2_500; nth += 1) {
    await resources.put(endedChildPartition(run.mapRunArn), endedChildSort(0, 10_000 + nth), { index: 0 });
  }
  await expect.poll(() => waiting.length).toBe(2);
  for (const answer of waiting) answer();
  expect((await stage.ended()).head.output).toBe('[0,1]');
  await expect
    .poll(() => resources.list(endedChildPartition(run.mapRunArn), { limit: 10 }), { timeout: 5_000 })
    .toEqual([]);
});

test('whoever tidies up after a map run keeps what is told of it since it was redriven', async () => {
  const stage = await mapRunStage(mapping({}, work), { call: forever });
  await stage.start([0]);
  const run = await runningMapRun(stage, 1);
  const { resources } = stage.context;
  const told = () => resources.list(endedChildPartition(run.mapRunArn), { limit: 10 });
  await resources.put(endedChildPartition(run.mapRunArn), endedChildSort(7, 0), { index: 7 });
  await forgetAllReports(stage.context, { ...run, status: 'FAILED' });
  expect(await told()).toHaveLength(1);
  await changeMapRun(resources, run.mapRunArn, (current) => ({ ...current, status: 'FAILED', redriveCount: 1 }));
  await forgetAllReports(stage.context, { ...run, status: 'FAILED' });
  expect(await told()).toHaveLength(1);
  await forgetAllReports(stage.context, { ...run, status: 'FAILED', redriveCount: 1 });
  expect(await told()).toEqual([]);
});

test('what changes a map run while a round of it is being stored is heard', async () => {
  const stage = await mapRunStage(mapping({ MaxConcurrency: 1 }, work), { call: forever });
  const { resources } = stage.context;
  const put = resources.put.bind(resources);
  let updated = false;
  vi.spyOn(resources, 'put').mockImplementation(async (partition, sort, body, expected) => {
    const result = await put(partition, sort, body, expected);
    if (sort === MAP_RUN_SORT && (body as MapRun).running.length === 1 && !updated) {
      updated = true;
      await updateMapRun(stage.context, (body as MapRun).mapRunArn, { maxConcurrency: 3 });
    }
    return result;
  });
  await stage.start([0, 1, 2]);
  await runningMapRun(stage, 3);
});

test('everything that is written about a map run has a time to be forgotten', async () => {
  const stage = await mapRunStage(mapping({}, work));
  const put = vi.spyOn(stage.context.resources, 'put');
  await stage.start([0, 1, 2]);
  await stage.ended();
  const written = put.mock.calls.filter(([partition]) => partition.includes('map-run') && partition !== OPEN_MAP_RUNS);
  expect(written.length).toBeGreaterThan(5);
  for (const [, , , , forgetAfter] of written) expect(forgetAfter).toBeGreaterThan(Date.now());
});

test('hundreds of running children are stopped with their execution', async () => {
  const stage = await mapRunStage(mapping({}, work), { call: forever });
  await stage.start(Array.from({ length: 500 }, (_, index) => index));
  await runningMapRun(stage, 500);
  await stop(stage.context, EXECUTION, {});
  await expect
    .poll(async () => (await stage.mapRuns())[0], { timeout: 10_000 })
    .toMatchObject({
      status: 'ABORTED',
      itemCounts: { total: 500, aborted: 500, running: 0 },
    });
});

test('a redrive waits for a map run that is still ending', async () => {
  let mended = false;
  const call = async ({ parameters }: TaskRequest): Promise<TaskOutcome> =>
    mended ? { output: parameters } : forever();
  const stage = await mapRunStage(mapping({}, work), { call });
  await stage.start([0, 1, 2]);
  await runningMapRun(stage, 3);
  mended = true;
  // Nobody has told the map run yet that it is stopped.
  const stopped = await stop(
    { ...stage.context, queue: { ...stage.context.queue, send: async () => undefined } },
    EXECUTION,
    {},
  );
  if (!stopped) throw new Error('There is no execution.');
  await redrive(stage.context, stopped, undefined);
  expect((await stage.ended()).head).toMatchObject({ status: 'SUCCEEDED', output: '[0,1,2]', redriveCount: 1 });
  expect((await stage.mapRuns())[0]).toMatchObject({ redriveCount: 1, itemCounts: { succeeded: 3, total: 3 } });
});

test('a redrive creates the map run that an execution was stopped before it had', async () => {
  const stage = await mapRunStage(mapping({}, work), { call: forever });
  await stage.start([0]);
  const run = await runningMapRun(stage, 1);
  const execution = await stage.context.executions.get(EXECUTION);
  if (!execution) throw new Error('There is no execution.');
  const pend = (await loadExecution(stage.context, execution)).snapshot.pends.get(run.pend);
  if (!pend?.call) throw new Error('Nobody waits for the map run.');
  const mapRunArn = run.mapRunArn.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  const plan = { ...(pend.call.parameters.value as JsonObject), mapRunArn, redriveCount: 2 };
  const call = { ...pend.call, parameters: Payload.ofValue(plan) };
  await createMapRun(stage.context, execution.record, { ...pend, call });
  const created = await changeMapRun(stage.context.resources, mapRunArn, () => undefined);
  expect(created).toMatchObject({ redriveCount: 2, status: 'RUNNING' });
});
