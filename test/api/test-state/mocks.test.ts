import { describe, expect, test } from 'vitest';
import { createStateTester, type TestRequest } from './state-tester.ts';

const tester = createStateTester(() => Promise.reject(new Error('A mocked service was called')));
const ARN = 'arn:aws:states:::';
const task = (resource: string) => ({ Type: 'Task', Resource: ARN + resource, End: true });
const branch = { StartAt: 'B', States: { B: { Type: 'Pass', End: true } } };
const parallel = { Type: 'Parallel', Branches: [branch, branch], End: true };
const map = { Type: 'Map', ItemProcessor: branch, End: true };
const written = {
  ...map,
  ItemProcessor: { ...branch, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
  ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b', Prefix: 'p' } },
};

const states: Readonly<Record<string, object>> = {
  Pass: { Type: 'Pass', End: true },
  Wait: { Type: 'Wait', Seconds: 1, End: true },
  Succeed: { Type: 'Succeed' },
  Fail: { Type: 'Fail' },
  Choice: { Type: 'Choice', Choices: [{ Variable: '$', IsPresent: true, Next: 'N' }] },
};

describe('a request is refused', () => {
  const result = { mock: { result: '{}' } };
  test.each<readonly [name: string, request: TestRequest, refusal: string]>([
    [
      'with failed iterations but no mock',
      { state: map, stateConfiguration: { mapIterationFailureCount: 0 } },
      'ValidationException: TestState does not support MapIterationFailureCount when a mock is not specified.',
    ],
    ...[map, parallel].map(
      (state) =>
        [
          `for a ${state.Type} without a mock`,
          { state },
          'InvalidDefinition: TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
        ] as const,
    ),
    ...['states:startExecution.sync', 'sqs:sendMessage.waitForTaskToken'].map(
      (resource) =>
        [
          `for ${resource} without a mock`,
          { state: task(resource) },
          'ValidationException: TestState does not support Activity tasks, .sync or .waitForTaskToken service integration patterns when a mock is not specified.',
        ] as const,
    ),
    [
      'for a Task with neither a mock nor a role',
      { state: task('lambda:invoke'), roleArn: undefined },
      'ValidationException: RoleArn must be specified when testing a Task state',
    ],
    [
      'with a role that is no ARN',
      { state: { Type: 'Succeed' }, roleArn: 'me' },
      "InvalidArn: Invalid Arn: 'Invalid ARN prefix: me'",
    ],
    ...['Pass', 'Wait', 'Succeed', 'Fail', 'Choice'].map(
      (Type) =>
        [
          `with a mock for a ${Type}`,
          { state: states[Type], ...result },
          `ValidationException: State type '${Type}' is not supported when a mock is specified`,
        ] as const,
    ),
    [
      'with a mock and secrets',
      { state: task('lambda:invoke'), revealSecrets: true, ...result },
      'ValidationException: TestState does not support RevealSecrets when a mock is specified.',
    ],
    ...[{ result: '{}', errorOutput: { error: 'E' } }, {}].map(
      (mock) =>
        [
          `with the mock ${JSON.stringify(mock)}`,
          { state: task('lambda:invoke'), mock },
          'ValidationException: A test mock should have only one of the following fields: [result, errorOutput].',
        ] as const,
    ),
    [
      'with an inspection level that there is not',
      { state: { Type: 'Succeed' }, inspectionLevel: 'ALL' },
      "ValidationException: 1 validation error detected: Value 'ALL' at 'inspectionLevel' failed to satisfy constraint: Member must satisfy enum value set: [INFO, DEBUG, TRACE]",
    ],
    [
      'with variables that are no object',
      { state: { Type: 'Succeed' }, variables: [] },
      'ValidationException: Variables must be a valid JSON object',
    ],
    [
      'with an error of a state that is not within',
      { state: parallel, mock: { errorOutput: {} }, stateConfiguration: { errorCausedByState: 'C' } },
      'ValidationException: State not found in definition',
    ],
  ])('%s', async (_name, request, refusal) => {
    expect(await tester.refusal(request)).toBe(refusal);
  });
});

test.each([
  [task('lambda:invoke'), '{', 'Mocked result must be valid JSON'],
  [map, '{}', 'Mocked result must be an array.'],
  [parallel, '{}', 'Mocked result must be an array.'],
  [parallel, '[1]', 'Mocked result must contain the same number of items as number of Parallel branches.'],
  [written, '[1]', 'Mocked result must be a JSON object.'],
])('the result of %j cannot be %s', async (state, result, message) => {
  expect(await tester.refusal({ state, mock: { result } })).toBe(`ValidationException: ${message}`);
});

describe("a mocked result is held against the service's API", () => {
  const start = 'states:startExecution';
  test.each([
    [start, {}, "Required field 'ExecutionArn' is missing"],
    [start, { executionArn: 'a', startDate: 'd' }, "Required field 'ExecutionArn' is missing"],
    [start, { ExecutionArn: 'a' }, "Required field 'StartDate' is missing"],
    [start, { ExecutionArn: 'a', StartDate: 1 }, "Field 'StartDate' must be a string"],
    [`${start}.sync:2`, { ExecutionArn: 'a', StartDate: 'd' }, "Required field 'StateMachineArn' is missing"],
    ['events:putEvents', { Entries: {} }, "Field 'Entries' must be an array"],
    ['events:putEvents', { Entries: [{ EventId: 1 }] }, "Field 'EventId' must be a string"],
    ['dynamodb:getItem', { Item: [] }, "Field 'Item' must be an object"],
    ['dynamodb:getItem', { Item: { a: { M: { b: { BOOL: 1 } } } } }, "Field 'BOOL' must be a boolean"],
    ['lambda:invoke', { StatusCode: '200' }, "Field 'StatusCode' must be a number"],
    ['aws-sdk:lambda:getFunction', { Configuration: [] }, "Field 'Configuration' must be an object"],
    [
      'aws-sdk:lambda:getFunction',
      { Configuration: { MemorySize: 1 } },
      "Field 'MemorySize' is less than the minimum value",
    ],
    [
      'aws-sdk:lambda:getFunction',
      { Configuration: { MemorySize: 1e6 } },
      "Field 'MemorySize' exceeds the maximum value",
    ],
    ['aws-sdk:kms:encrypt', { CiphertextBlob: '' }, "Field 'CiphertextBlob' is smaller than the minimum length"],
    ['aws-sdk:s3:getObject', { StorageClass: 'Papyrus' }, "Field 'StorageClass' is not an expected value"],
  ])('%s does not give %j', async (resource, result, reason) => {
    expect(await tester.refusal({ state: task(resource), mock: { result: JSON.stringify(result) } })).toBe(
      `ValidationException: Mock result schema validation error: ${reason}`,
    );
  });

  test.each([
    ['members that the API does not know', 'events:putEvents', { SdkHttpMetadata: {}, random: 1 }, 'STRICT'],
    ['any Payload of a function', 'lambda:invoke', { Payload: [1] }, 'STRICT'],
    ['anything from a callback', 'sqs:sendMessage.waitForTaskToken', { MessageId: 1 }, 'STRICT'],
    ['anything from an action that is not looked at', 'aws-sdk:ec2:runInstances', 'text', 'STRICT'],
    ['missing members in the mode PRESENT', start, {}, 'PRESENT'],
    ['anything in the mode NONE', start, { StartDate: 1 }, 'NONE'],
  ])('%s is taken', async (_name, resource, result, fieldValidationMode) => {
    const mock = { result: JSON.stringify(result), fieldValidationMode };
    expect(await tester.test({ state: task(resource), mock })).toMatchObject({ status: 'SUCCEEDED', output: result });
  });
});

test.each([
  'arn:aws:lambda:eu-west-1:111122223333:function:f',
  'arn:aws:states:eu-west-1:111122223333:activity:a',
  `${ARN}lambda:invoke`,
  `${ARN}lambda:invoke.waitForTaskToken`,
  `${ARN}glue:startJobRun.sync`,
])('a mock stands in for %s, which needs no role then', async (Resource) => {
  const state = { Type: 'Task', Resource, ResultPath: '$.r', Next: 'N' };
  const mocked = (mock: object) => tester.test({ state, roleArn: undefined, mock });
  expect(await mocked({ result: '{"a":1}' })).toEqual({ status: 'SUCCEEDED', output: { r: { a: 1 } }, nextState: 'N' });
  expect(await mocked({ errorOutput: { error: 'E', cause: 'c' } })).toEqual({
    status: 'FAILED',
    error: 'E',
    cause: 'c',
  });
});

test.each([
  ['an object', written.ResultWriter, { MapRunArn: 'm', ResultWriterDetails: {} }],
  ['an array', { WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSON' } }, [1]],
  ['JSON Lines', { WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSONL' } }, '1\n2'],
])('a Map may be mocked with %s where its ResultWriter gives that', async (_name, ResultWriter, result) => {
  const request = { state: { ...written, ResultWriter }, input: [1], mock: { result: JSON.stringify(result) } };
  expect(await tester.test(request)).toMatchObject({ status: 'SUCCEEDED', output: result });
});
