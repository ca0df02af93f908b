import { expect, test } from 'vitest';
import { redrive } from '../../../lib/engine/redrive.ts';
import { stop } from '../../../lib/engine/stop.ts';
import { ObjectsFailure } from '../../../lib/ports/objects.ts';
import type { TaskOutcome, TaskRequest } from '../../../lib/ports/task-runner.ts';
import { EXECUTION, mapping, mapRunStage, type MapRunStage } from './map-run-stage.ts';

const work = { Work: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:Work', End: true } };
const states = { Before: { Type: 'Pass', Next: 'Work' }, ...work };

/** A service that fails for 'bad' until it is mended, and counts its calls. */
function mendable(): { mended: boolean; calls: string[]; call(request: TaskRequest): Promise<TaskOutcome> } {
  const service = {
    mended: false,
    calls: [] as string[],
    async call({ parameters }: TaskRequest): Promise<TaskOutcome> {
      service.calls.push(parameters);
      return parameters.includes('bad') && !service.mended ? { error: 'Bad' } : { output: parameters };
    },
  };
  return service;
}

async function redriven(stage: MapRunStage): Promise<void> {
  const execution = await stage.ended();
  await redrive(stage.context, execution, undefined);
}

test.each([
  ['Standard', false],
  ['Express', true],
])('a redrive lets %s children that failed go on, and starts those that never started', async (_, express) => {
  const service = mendable();
  const stage = await mapRunStage(mapping({ MaxConcurrency: 1 }, states, express), service);
  await stage.start([1, 'bad', 3]);
  expect((await stage.ended()).head.status).toBe('FAILED');
  service.mended = true;
  await redriven(stage);
  expect((await stage.ended()).head).toMatchObject({ status: 'SUCCEEDED', output: '[1,"bad",3]', redriveCount: 1 });
  expect(service.calls).toEqual(['1', '"bad"', '"bad"', '3']);
  const runs = await stage.mapRuns();
  expect(runs).toHaveLength(1);
  expect(runs[0]).toMatchObject({
    status: 'SUCCEEDED',
    redriveCount: 1,
    itemCounts: { total: 3, succeeded: 3, failed: 0, running: 0, pendingRedrive: 0 },
  });
  expect((await stage.children()).map(({ head }) => head.redriveCount)).toEqual([0, 1, 0]);
  const types = (await stage.history()).map(({ type }) => type);
  expect(types).toContain('MapRunRedriven');
  expect(types.filter((type) => type === 'MapRunStarted')).toHaveLength(1);
});

test('a Standard child goes on where it failed, and keeps its history', async () => {
  const service = mendable();
  const stage = await mapRunStage(mapping({}, states), service);
  await stage.start(['bad']);
  await stage.ended();
  service.mended = true;
  await redriven(stage);
  await stage.ended();
  const [child] = await stage.children();
  const types = (await stage.history(child?.record.executionArn)).map(({ type }) => type);
  expect(types.filter((type) => type === 'PassStateEntered')).toHaveLength(1);
  expect(types).toContain('ExecutionRedriven');
});

test('a child that fails again counts again', async () => {
  const service = mendable();
  const stage = await mapRunStage(mapping({ ToleratedFailureCount: 1 }, states), service);
  await stage.start(['bad', 'worse bad', 1]);
  await stage.ended();
  await redriven(stage);
  expect((await stage.ended()).head).toMatchObject({ status: 'FAILED', redriveCount: 1 });
  expect((await stage.mapRuns())[0]).toMatchObject({
    status: 'FAILED',
    itemCounts: { total: 3, succeeded: 1, failed: 2, pendingRedrive: 0 },
  });
  service.mended = true;
  await redriven(stage);
  expect((await stage.ended()).head).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
});

test('a map run that was stopped goes on', async () => {
  const waiting = { Hold: { Type: 'Wait', SecondsPath: '$', Next: 'Work' }, ...work };
  const stage = await mapRunStage(mapping({ MaxConcurrency: 2 }, waiting), mendable());
  await stage.start([600, 0, 0]);
  await expect.poll(async () => (await stage.mapRuns())[0]?.itemCounts.succeeded).toBe(2);
  await stop(stage.context, EXECUTION, {});
  const [held] = await stage.children();
  await expect.poll(async () => (await stage.mapRuns())[0]?.status).toBe('ABORTED');
  await redriven(stage);
  await expect.poll(async () => (await stage.mapRuns())[0]?.itemCounts.running).toBe(1);
  await stop(stage.context, held?.record.executionArn ?? '', {});
  expect((await stage.ended()).head.error).toBe('States.ExceedToleratedFailureThreshold');
});

test('results that could not be written are written in a redrive, and no child runs again', async () => {
  const service = mendable();
  let refuses = true;
  const objects = {
    get: () => Promise.reject(new Error('unused')),
    list: () => ({ [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true as const, value: undefined }) }) }),
    put: async () => {
      if (refuses) throw new ObjectsFailure('AccessDenied', 'Access Denied');
    },
  };
  const ResultWriter = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b', Prefix: 'p' } };
  const stage = await mapRunStage(mapping({ ResultWriter }, states), { ...service, objects });
  await stage.start([1]);
  expect((await stage.ended()).head.error).toBe('States.ResultWriterFailed');
  refuses = false;
  await redriven(stage);
  expect((await stage.ended()).head.status).toBe('SUCCEEDED');
  expect(service.calls).toEqual(['1']);
});

test('a map run whose execution was stopped before it was created is created by the redrive', async () => {
  const stage = await mapRunStage(mapping({}, states), { call: async ({ parameters }) => ({ output: parameters }) });
  await stage.start([1]);
  await stop(stage.context, EXECUTION, {});
  expect(await stage.mapRuns()).toEqual([]);
  await redriven(stage);
  expect((await stage.ended()).head).toMatchObject({ status: 'SUCCEEDED', output: '[1]' });
});
