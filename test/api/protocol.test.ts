import { describe, expect, test } from 'vitest';
import { createMemoryResourceStore } from '../../lib/adapters/memory/resource-store.ts';
import { StoreUnavailable } from '../../lib/ports/store-unavailable.ts';
import { ACCOUNT, arnOf, createTestApi, headersFor, PASS, ROLE } from './harness.ts';

describe('a request', () => {
  test('is answered in AWS JSON 1.0 with an id', async () => {
    const { api } = createTestApi();
    const response = await api({ method: 'POST', path: '/', headers: headersFor('ListActivities'), body: '{}' });
    expect(response).toEqual({
      status: 200,
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
      body: '{"activities":[]}',
    });
  });

  test.each([
    ['an action nobody knows', { 'x-amz-target': 'AWSStepFunctions.Dance' }, 'Unknown operation: Dance'],
    ['another service', { 'x-amz-target': 'DynamoDB.ListTables' }, 'Unknown operation: POST DynamoDB.ListTables'],
    ['no target', { 'x-amz-target': undefined }, 'The request has no X-Amz-Target header'],
    [
      'another protocol',
      { 'content-type': 'application/cbor' },
      "Content type 'application/cbor' is not application/x-amz-json-1.0",
    ],
  ])('for %s is an UnknownOperationException', async (_, headers, message) => {
    const { call } = createTestApi();
    const answer = await call('ListActivities', {}, { headers: { ...headersFor('ListActivities'), ...headers } });
    expect(answer).toMatchObject({ status: 400, body: { __type: 'UnknownOperationException', message } });
  });

  test.each([
    ['', 'The request body is not valid JSON'],
    ['{', 'The request body is not valid JSON'],
    ['[]', 'The request body must be a JSON object'],
    ['null', 'The request body must be a JSON object'],
    ['"text"', 'The request body must be a JSON object'],
  ])('with the body %j is a SerializationException', async (body, message) => {
    const { call } = createTestApi();
    const answer = await call('ListActivities', {}, { body });
    expect(answer).toMatchObject({ status: 400, body: { __type: 'SerializationException', message } });
  });

  test.each([
    ['ListActivities', { maxResults: '1' }, 'STRING_VALUE cannot be converted to Integer'],
    ['ListActivities', { maxResults: true }, 'TRUE_VALUE cannot be converted to Integer'],
    ['ListActivities', { maxResults: [1] }, 'Unrecognized collection type class java.lang.Integer'],
    ['ListActivities', { maxResults: {} }, 'Start of structure or map found where not expected'],
    ['CreateActivity', { name: 1 }, 'NUMBER_VALUE cannot be converted to String'],
    ['CreateActivity', { name: 1.5 }, 'DECIMAL_VALUE cannot be converted to String'],
    ['CreateActivity', { name: false }, 'FALSE_VALUE cannot be converted to String'],
    ['CreateActivity', { name: ['a'] }, 'Unrecognized collection type class java.lang.String'],
    ['CreateActivity', { name: {} }, 'Start of structure or map found where not expected'],
    ['CreateActivity', { tags: 'a' }, 'Unexpected field type'],
    ['CreateActivity', { tags: {} }, 'Start of structure or map found where not expected'],
    ['CreateActivity', { tags: [1] }, 'Unexpected field type'],
    ['CreateActivity', { tags: [[]] }, 'Unrecognized collection type class Tag'],
    ['CreateStateMachine', { publish: 'yes' }, 'STRING_VALUE cannot be converted to Boolean'],
  ])('%s with %j is a SerializationException before any constraint is looked at', async (action, body, message) => {
    const { error } = createTestApi();
    expect(await error(action, body)).toBe(`SerializationException: ${message}`);
  });

  test('may hold null for what it leaves out, and members that nobody knows', async () => {
    const { ok } = createTestApi();
    expect(await ok('ListActivities', { maxResults: null, color: 'blue', ['__proto__']: { maxResults: 'x' } })).toEqual(
      {
        activities: [],
      },
    );
  });
});

describe('whose request it is', () => {
  const create = { name: 'a' };

  test.each([
    [headersFor('CreateActivity', '444455556666', 'us-west-2'), 'arn:aws:states:us-west-2:444455556666:activity:a'],
    [
      headersFor('CreateActivity', 'AKIAIOSFODNN7EXAMPLE', 'eu-west-1'),
      'arn:aws:states:eu-west-1:000000000000:activity:a',
    ],
    [headersFor('CreateActivity', 'test', 'cn-north-1'), 'arn:aws-cn:states:cn-north-1:000000000000:activity:a'],
    [
      headersFor('CreateActivity', 'test', 'us-gov-west-1'),
      'arn:aws-us-gov:states:us-gov-west-1:000000000000:activity:a',
    ],
    [
      { ...headersFor('CreateActivity'), authorization: 'Bearer x' },
      'arn:aws:states:us-east-1:000000000000:activity:a',
    ],
    [{ ...headersFor('CreateActivity'), authorization: undefined }, 'arn:aws:states:us-east-1:000000000000:activity:a'],
  ])('is read from its signature: %j', async (headers, activityArn) => {
    const { call } = createTestApi();
    expect((await call('CreateActivity', create, { headers })).body).toMatchObject({ activityArn });
  });

  test('decides what it sees', async () => {
    const { ok, call } = createTestApi();
    await ok('CreateActivity', create);
    const elsewhere = await call('ListActivities', {}, { headers: headersFor('ListActivities', ACCOUNT, 'us-east-1') });
    expect(elsewhere.body).toEqual({ activities: [] });
  });
});

describe('a failure that is not the caller’s', () => {
  const failing = (error: Error) => {
    const resources = createMemoryResourceStore();
    return createTestApi({ resources: { ...resources, get: () => Promise.reject(error) } });
  };

  test('of our own is logged and answered without details', async () => {
    const bug = new TypeError('x is not a function');
    const { call, logged } = failing(bug);
    const answer = await call('DescribeActivity', { activityArn: arnOf('activity:a') });
    expect(answer).toMatchObject({
      status: 500,
      body: { __type: 'InternalServerException', message: 'Internal error; see the log.' },
    });
    expect(logged).toEqual([
      expect.objectContaining({ action: 'DescribeActivity', requestId: answer.requestId, error: bug }),
    ]);
  });

  test('of the store is logged and can be tried again', async () => {
    const { call, logged } = failing(new StoreUnavailable('The disk is full'));
    const answer = await call('CreateStateMachine', { name: 'm', definition: PASS, roleArn: ROLE });
    expect(answer).toMatchObject({ status: 503, body: { __type: 'ServiceUnavailable' } });
    expect(logged).toEqual([expect.objectContaining({ message: 'The disk is full' })]);
  });

  test.each<[string, object]>([
    ['StopExecution', { executionArn: arnOf('execution:m:e') }],
    ['StartExecution', { stateMachineArn: arnOf('stateMachine:m'), name: 'e' }],
    ['SendTaskFailure', { taskToken: `token:${JSON.stringify({ executionArn: arnOf('execution:m:e') })}` }],
  ])('in %s is logged with the execution it is about', async (action, body) => {
    const { engine, machine, call, logged } = createTestApi();
    await machine('m');
    const fail = () => Promise.reject(new Error('no'));
    Object.assign(engine, { stop: fail, start: fail, stimulate: fail });
    expect(await call(action, body)).toMatchObject({ status: 500 });
    expect(logged).toEqual([expect.objectContaining({ action, executionArn: arnOf('execution:m:e') })]);
  });
});
