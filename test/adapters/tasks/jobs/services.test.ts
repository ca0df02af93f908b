import { describe, expect, test } from 'vitest';
import { jobIntegrations } from '../../../../lib/adapters/tasks/jobs/job-integrations.ts';
import type { JobHandle } from '../../../../lib/asl/machine/snapshot.ts';
import type { Json } from '../../../../lib/asl/json.ts';
import { never, taskRequest } from '../task-request.ts';
import { fakeClients, type ExpectedCall } from './fake-clients.ts';
import { JOBS } from './service-jobs.ts';

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

describe.each(JOBS)('$name.sync', ({ name, parameters, started, submitted, handle, looks, stop }) => {
  test('starts a job, and says how it is found again', async () => {
    const { integration, sent } = integrationOf(name, [started]);
    const outcome = await integration.call(taskRequest(resourceOf(name), parameters), never());
    expect(outcome).toMatchObject({ unfinished: { job: handle, lookInMs: 1_000 } });
    expect(sent).toEqual([{ action: started.action, input: started.input }]);
    const output = 'output' in outcome ? (JSON.parse(outcome.output) as Json) : undefined;
    expect(output).toMatchObject(submitted);
  });

  test.each(looks)('is $state when it is seen as $what', async ({ state, result, call }) => {
    const { integration, sent } = integrationOf(name, [call]);
    const outcome = await integration.jobs?.look(startedJob(name, handle), 1, never());
    expect(sent).toEqual([{ action: call.action, input: call.input }]);
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
