import { describe, expect, test } from 'vitest';
import { createTaskRunner } from '../../../lib/adapters/tasks/task-runner.ts';
import { functionArnOf, LAMBDA_INVOKE, never, taskRequest } from './task-request.ts';

const START = 'arn:aws:states:::states:startExecution';
const runner = createTaskRunner({
  startExecution: async () => ({ executionArn: 'arn:e', startDate: 0, reports: true }),
});

describe('a call whose fate is unknown', () => {
  test.each([
    [functionArnOf('f'), 'atMostOnce'],
    [LAMBDA_INVOKE, 'atMostOnce'],
    [`${LAMBDA_INVOKE}.waitForTaskToken`, 'atMostOnce'],
    [START, 'idempotent'],
    [`${START}.sync:2`, 'idempotent'],
    ['arn:aws:states:::dynamodb:getItem', 'readOnly'],
    ['arn:aws:states:::dynamodb:putItem', 'atMostOnce'],
    ['arn:aws:states:::sqs:sendMessage', 'atMostOnce'],
    ['arn:aws:states:::sns:publish.waitForTaskToken', 'atMostOnce'],
    ['arn:aws:states:::events:putEvents', 'atMostOnce'],
    ['arn:aws:states:::eks:runJob', 'idempotent'],
  ])('%s is %s', (resource, callClass) => {
    expect(runner.classify(resource)).toBe(callClass);
  });

  test('of a function fails its attempt with an error that AWS advises to retry', () => {
    expect(runner.lostError(LAMBDA_INVOKE).error).toBe('Lambda.ClientExecutionTimeoutException');
    expect(runner.lostError(functionArnOf('f')).error).toBe('Lambda.ClientExecutionTimeoutException');
  });
});

test.each(['', '.waitForTaskToken'])('aws-sdk:sfn:<action>%s calls our own API', async (suffix) => {
  const own = createTaskRunner({
    callOwnApi: async (_, action) => ({ status: 200, requestId: 'r', body: { asked: action } }),
  });
  const request = taskRequest(`arn:aws:states:::aws-sdk:sfn:listActivities${suffix}`, {});
  expect(await own.call(request, never())).toEqual({ output: '{"Asked":"ListActivities"}' });
});

test('an action that is closed to tasks is refused before anybody is asked', async () => {
  const closed = createTaskRunner({ closedActions: ['lambda:getFunctionConfiguration'] });
  const call = (action: string) => closed.call(taskRequest(`arn:aws:states:::aws-sdk:${action}`, {}), never());
  expect(await call('lambda:getFunctionConfiguration')).toEqual({
    error: 'Lambda.LambdaException',
    cause: expect.stringMatching(
      /^GetFunctionConfiguration is kept for Stepyard itself.* Status Code: 403, Request ID: /,
    ),
  });
  expect(await call('lambda:getFunctionConfiguration.waitForTaskToken')).toMatchObject({
    error: 'Lambda.LambdaException',
  });
  expect(await call('lambda:getFunction')).toMatchObject({ error: expect.stringMatching(/^Stepyard\./) });
});

describe('what cannot be called fails loudly', () => {
  test.each([
    'arn:aws:states:::eks:runJob',
    'arn:aws:states:::sqs:deleteMessage',
    'arn:aws:states:::aws-sdk:s3:getObject.sync',
    'arn:aws:states:::lambda:listFunctions',
    'arn:aws:states:::http:invoke',
    'nonsense',
  ])('%s is not supported, by name', async (resource) => {
    expect(await runner.call(taskRequest(resource, {}), never())).toEqual({
      error: 'Stepyard.IntegrationNotSupported',
      cause: expect.stringContaining(`'${resource}'`),
    });
  });

  test.each([
    [taskRequest(functionArnOf('nobody'), {}), `${functionArnOf('nobody')}:$LATEST`],
    [taskRequest(LAMBDA_INVOKE, { FunctionName: 'nobody' }), `${functionArnOf('nobody')}:$LATEST`],
    [taskRequest(LAMBDA_INVOKE, { FunctionName: 'nobody:live' }), `${functionArnOf('nobody')}:live`],
    [taskRequest(LAMBDA_INVOKE, { FunctionName: '__proto__' }), `${functionArnOf('__proto__')}:$LATEST`],
  ])('a function that nobody mapped is not found', async (request, arn) => {
    const outcome = await createTaskRunner({ functions: {} }).call(request, never());
    expect(outcome).toMatchObject({ error: 'Lambda.ResourceNotFoundException' });
    expect('cause' in outcome && outcome.cause.replace(/Request ID: [0-9a-f-]{36}/, 'Request ID: id')).toBe(
      `Function not found: ${arn} (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: id; Proxy: null)`,
    );
  });
});

describe('jobs', () => {
  const { executionArn } = taskRequest(LAMBDA_INVOKE, {});
  const started = (resource: string) => ({ executionArn, resource, job: {} });

  test('are looked at and stopped by the service that runs them', async () => {
    const missing = 'Stepyard.SdkClientNotInstalled';
    const job = started('arn:aws:states:::ecs:runTask.sync');
    expect(await runner.jobs?.look(job, 1, never())).toMatchObject({ error: missing });
    await expect(runner.jobs?.stop(job)).rejects.toThrow(missing);
  });

  test('are unknown to what starts none', () => {
    expect(() => runner.jobs?.look(started(LAMBDA_INVOKE), 1, never())).toThrow('starts no jobs');
  });
});
