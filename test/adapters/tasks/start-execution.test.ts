import { describe, expect, test } from 'vitest';
import type { NestedStart, NestedStartResult } from '../../../lib/ports/nested-execution.ts';
import { createTaskRunner } from '../../../lib/adapters/tasks/task-runner.ts';
import type { Json } from '../../../lib/asl/json.ts';
import { never, taskRequest } from './task-request.ts';

const START = 'arn:aws:states:::states:startExecution';
const MACHINE = 'arn:aws:states:eu-west-1:111122223333:stateMachine:Child';
const CHILD = 'arn:aws:states:eu-west-1:111122223333:execution:Child:c';

async function run(
  resource: string,
  parameters: Json,
  result: NestedStartResult = { executionArn: CHILD, startDate: 1_700_000_000_123, reports: true },
) {
  const seen: NestedStart[] = [];
  const runner = createTaskRunner({
    startExecution: async (request) => {
      seen.push(request);
      return result;
    },
  });
  return { outcome: await runner.call(taskRequest(resource, parameters), never()), seen };
}

describe('states:startExecution', () => {
  test('answers with the ARN, the date in milliseconds and the SDK’s metadata', async () => {
    const { outcome } = await run(START, { StateMachineArn: MACHINE });
    expect(JSON.parse('output' in outcome ? outcome.output : '') as Json).toEqual({
      ExecutionArn: CHILD,
      SdkHttpMetadata: {
        AllHttpHeaders: expect.objectContaining({ 'Content-Type': ['application/x-amz-json-1.0'] }),
        HttpHeaders: expect.objectContaining({ 'x-amzn-RequestId': expect.any(String) }),
        HttpStatusCode: 200,
      },
      SdkResponseMetadata: { RequestId: expect.any(String) },
      StartDate: 1_700_000_000_123,
    });
  });

  test.each([
    ['an object is the input as JSON', { a: [1] }, '{"a":[1]}'],
    ['a text is the input as it is', ' "text" ', ' "text" '],
    ['null is no input', null, '{}'],
  ])('%s', async (_, Input, input) => {
    const { seen } = await run(START, { StateMachineArn: MACHINE, Input });
    expect(seen[0]?.input).toBe(input);
  });

  test('an execution without Name is named by the attempt, so that asking twice starts one', async () => {
    expect((await run(START, { StateMachineArn: MACHINE })).seen[0]?.name).toBe('key-of-this-attempt');
    expect((await run(START, { StateMachineArn: MACHINE, Name: 'mine' })).seen[0]?.name).toBe('mine');
  });

  test.each([
    [START, false],
    [`${START}.waitForTaskToken`, false],
    [`${START}.sync`, true],
    [`${START}.sync:2`, true],
  ])('%s waits for the end: %s', async (resource, waits) => {
    const { seen } = await run(resource, { StateMachineArn: MACHINE });
    expect(seen[0]).toMatchObject({
      startedBy: {
        executionArn: 'arn:aws:states:eu-west-1:111122223333:execution:Orders:one',
        pend: 7,
        attempt: 1,
        waits,
      },
    });
  });

  test.each([
    ['StateMachineDoesNotExist', 'StepFunctions.StateMachineDoesNotExistException'],
    ['ExecutionAlreadyExists', 'StepFunctions.ExecutionAlreadyExistsException'],
  ])('%s becomes %s', async (errorName, error) => {
    const { outcome } = await run(START, { StateMachineArn: MACHINE }, { errorName, message: 'Words' });
    expect(outcome).toEqual({
      error,
      cause: expect.stringMatching(
        `^Words \\(Service: AWSStepFunctions; Status Code: 400; Error Code: ${errorName}; Request ID: [^;]+; Proxy: null\\)$`,
      ),
    });
  });

  test.each([
    [{}, "The field 'StateMachineArn' is required but was missing"],
    [{ StateMachineArn: MACHINE, constructor: 7 }, 'The field "constructor" is not supported by Step Functions'],
    [{ StateMachineArn: MACHINE, Input: 7 }, "The value of the field 'Input' has an invalid format"],
  ])('refuses the parameters %j', async (parameters, problem) => {
    const { outcome, seen } = await run(START, parameters);
    expect(outcome).toMatchObject({ error: 'States.Runtime', cause: expect.stringContaining(`[${problem}]`) });
    expect(seen).toEqual([]);
  });
});
