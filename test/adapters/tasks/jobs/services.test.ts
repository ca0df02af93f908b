import { describe, expect, test } from 'vitest';
import { jobIntegrations } from '../../../../lib/adapters/tasks/jobs/job-integrations.ts';
import type { JobHandle } from '../../../../lib/asl/machine/snapshot.ts';
import { OPTIMIZED_INTEGRATIONS } from '../../../../lib/asl/validate/optimized-integrations.ts';
import type { Json } from '../../../../lib/asl/json.ts';
import { never, taskRequest } from '../task-request.ts';
import { fakeClients, type ExpectedCall } from './fake-clients.ts';
import { BUILD_JOBS } from './build-jobs.ts';
import { CONTAINER_JOBS } from './container-jobs.ts';
import { DATA_JOBS } from './data-jobs.ts';
import { EMR_JOBS } from './emr-jobs.ts';
import { MODEL_JOBS } from './model-jobs.ts';

function integrationOf(name: string, calls: readonly ExpectedCall[]) {
  const { clients, sent } = fakeClients(calls);
  const integration = jobIntegrations({ clients, ownResources: [], lookPausesMs: [1_000, 5_000] }).get(name);
  if (!integration) throw new Error(`There is no ${name}.`);
  return { integration, sent };
}

const resourceOf = (name: string) => `arn:aws:states:::${name}.sync`;

function startedJob(name: string, job: JobHandle) {
  const { executionArn } = taskRequest(resourceOf(name), {});
  return { executionArn, resource: resourceOf(name), job };
}

const jobs = [...BUILD_JOBS, ...CONTAINER_JOBS, ...DATA_JOBS, ...EMR_JOBS, ...MODEL_JOBS];

describe.each(jobs)('$name.sync', ({ name, parameters, started, submitted, handle, looks, stop }) => {
  test('starts a job, and says how it is found again', async () => {
    const { integration, sent } = integrationOf(name, [started]);
    const outcome = await integration.call(taskRequest(resourceOf(name), parameters), never());
    expect(outcome).toMatchObject({ unfinished: { job: handle, lookInMs: 1_000 } });
    expect(sent).toEqual([{ action: started.action, input: started.input }]);
    const output = 'output' in outcome ? (JSON.parse(outcome.output) as Json) : undefined;
    expect(output).toMatchObject(submitted);
  });

  test.each(looks)('is $state when it is seen as $what', async ({ state, result, call, doubt }) => {
    const calls = [call, ...(doubt ? [doubt] : [])];
    const { integration, sent } = integrationOf(name, calls);
    const outcome = await integration.jobs?.look(startedJob(name, handle), 1, never());
    expect(sent).toEqual(calls.map(({ action, input }) => ({ action, input })));
    if (state === 'running') expect(outcome).toEqual({ job: handle, lookInMs: 5_000 });
    else if (state === 'failed') expect(failed(outcome)).toEqual({ error: 'States.TaskFailed', cause: result });
    else expect(succeeded(outcome)).toEqual(result);
  });

  test('is stopped', async () => {
    const { integration, sent } = integrationOf(name, stop ? [stop] : []);
    await integration.jobs?.stop(startedJob(name, handle));
    expect(sent).toEqual(stop ? [{ action: stop.action, input: stop.input }] : []);
  });
});

function failed(outcome: object | undefined): object | undefined {
  if (!outcome || !('cause' in outcome)) return outcome;
  return { ...outcome, cause: JSON.parse(String(outcome.cause)) as Json };
}

function succeeded(outcome: object | undefined): Json | object | undefined {
  return outcome && 'output' in outcome ? (JSON.parse(String(outcome.output)) as Json) : outcome;
}

test('every optimized integration that waits for a job is among these', () => {
  const waiting = Object.entries(OPTIMIZED_INTEGRATIONS).flatMap(([service, actions]) =>
    Object.keys(actions)
      .filter((action) => actions[action]?.includes('sync') === true)
      .map((action) => `${service}:${action}`),
  );
  const elsewhere = ['eks:runJob', 'states:startExecution'];
  expect([...jobs.map(({ name }) => name), ...elsewhere].sort()).toEqual(waiting.sort());
});
